import { z } from 'zod';
import type { AdCostCell } from '../domain/ad-costs.ts';
import { addDays, dayOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import {
  adAccount,
  rateOf,
  type AdAccount,
  type CostByMonth,
} from '../domain/prepared/ad-account.ts';
import type { AdsBody, AdSource } from '../domain/prepared/ads.ts';
import type { Condition } from '../domain/segments/condition.ts';
import { isoMonth, monthOf, type Month } from '../domain/reports/order-month.ts';
import { listAdCosts } from '../store/ad-costs.ts';
import type { Shop } from '../store/database.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';

export type { AdCostChange, AdCostsPreview } from '../domain/ad-costs.ts';

/** So many months can be looked at; the present one is the last. */
export const AD_SPANS = [3, 6, 12, 24, 36] as const;
const DEFAULT_SPAN = 12;
const HUNDRED = 100;

const Asked = z.object({
  months: z.coerce
    .number()
    .refine((months) => (AD_SPANS as readonly number[]).includes(months))
    .catch(DEFAULT_SPAN),
  /** Gross margin rate in percent; empty: that of the known costs. */
  margin: z.union([z.literal(''), z.coerce.number().min(0).max(HUNDRED)]).catch(''),
});
/** What the page is asked, beside the report: no pass is needed to answer. */
export type AdsQuestion = z.infer<typeof Asked>;

/** What an address asks of the page. */
export function adsQuestionOf(address: URLSearchParams): AdsQuestion {
  return Asked.parse({
    months: address.get('months') ?? DEFAULT_SPAN,
    margin: address.get('margin') ?? '',
  });
}

/** An account with money in main units. */
export type ShownAccount = ReturnType<typeof inUnits> & { who: Condition };

/** What the page of advertising shows; money in main units. */
export interface AdsShown {
  /** ISO months of the term, oldest first. */
  months: string[];
  /** ISO days of the term, both in. */
  from: string;
  to: string;
  /** Those with customers or costs in the term; most costs first, then most customers. */
  sources: ShownAccount[];
  /** How many sources with fewer customers are not named. */
  unnamed: number;
  /** All new customers of the shop against all costs. */
  all: ShownAccount;
  /** Those of sources for which costs are entered, together. */
  paid: { customers: number; cost: number; cpa: number | null };
  /** The same of the same months a year before; null without costs in them. */
  yearBefore: { customers: number; cost: number; cpa: number | null } | null;
  /** Gross margin rate of the shop's known costs, and the share of sales that they are of. */
  knownRate: number | null;
  hasTrials: boolean;
  /** All costs that were entered, of any month. */
  costs: AdCostCell[];
  currency: string;
  minorPerUnit: number;
}

export type AdsScreen = ReportScreen<AdsShown, AdsQuestion>;

/** The page of advertising. */
export function adsScreen(
  shop: Shop,
  open: () => Promise<Opened<AdsBody>>,
  question: AdsQuestion,
  now: number,
): Promise<AdsScreen> {
  return reportScreen(shop, {
    question,
    now,
    open,
    show: async (body, { currency }, asOf) =>
      shownAds(body, await listAdCosts(shop), question, {
        asOf,
        currency,
        minorPerUnit: 10 ** digitsOf(currency),
      }),
  });
}

/** Lays costs beside what sources brought. */
export function shownAds(
  body: AdsBody,
  cells: readonly AdCostCell[],
  { months: span, margin }: AdsQuestion,
  { asOf, currency, minorPerUnit }: { asOf: string; currency: string; minorPerUnit: number },
): AdsShown {
  const last = monthOf(dayOf(asOf));
  const months = Array.from({ length: span }, (_, index) =>
    isoMonth((last - span + 1 + index) as Month),
  );
  const shopRate = rateOf(body.all.known);
  const rates = { typedRate: margin === '' ? null : margin / HUNDRED, shopRate };
  const term = { from: months[0] ?? '', to: months.at(-1) ?? '', ...rates };
  const bySource = costsBySource(cells);
  const everybody = withCosts(body.sources, bySource);
  const accounts = everybody.map((source) => adAccount(source, costOf(bySource, source), term));
  const before = { ...term, from: yearEarlier(term.from), to: yearEarlier(term.to) };
  const accountsBefore = everybody.map((source) =>
    adAccount(source, costOf(bySource, source), before),
  );
  const paidBefore = paidOf(accountsBefore, minorPerUnit);
  const days = { from: dayOf(`${term.from}-01`), to: dayOf(asOf) };
  const shown = (account: AdAccount, who: Condition) => ({
    ...inUnits(account, minorPerUnit),
    who,
  });
  return {
    months,
    from: `${term.from}-01`,
    to: asOf,
    sources: accounts
      .filter(({ customers, cost }) => customers > 0 || cost !== null)
      .sort(byWeight)
      .map((account) => shown(account, cameFrom(account.source, days))),
    unnamed: body.unnamed,
    all: shown(adAccount(body.all, allCosts(cells), term), cameIn(days)),
    paid: paidOf(accounts, minorPerUnit),
    yearBefore: paidBefore.cost > 0 ? paidBefore : null,
    knownRate: shopRate,
    hasTrials: body.hasTrials,
    costs: cells.map((cell) => ({ ...cell, cost: cell.cost / minorPerUnit })),
    currency,
    minorPerUnit,
  };
}

/** Whose first order was on one of these days, both in. */
function cameIn({ from, to }: { from: Day; to: Day }): Condition {
  return {
    type: 'all',
    of: [
      { type: 'date', order: 'first', compare: { is: 'after', day: addDays(from, -1) } },
      { type: 'date', order: 'first', compare: { is: 'before', day: addDays(to, 1) } },
    ],
  };
}

function cameFrom(source: string | null, days: { from: Day; to: Day }): Condition {
  return { type: 'all', of: [cameIn(days), { type: 'source', sources: [source] }] };
}

function costsBySource(cells: readonly AdCostCell[]): Map<string, Map<string, number>> {
  const bySource = new Map<string, Map<string, number>>();
  for (const { source, month, cost } of cells) {
    const months = bySource.get(source) ?? new Map<string, number>();
    bySource.set(source, months.set(month, cost));
  }
  return bySource;
}

function costOf(bySource: ReadonlyMap<string, CostByMonth>, { source }: AdSource): CostByMonth {
  return (source === null ? undefined : bySource.get(source)) ?? new Map<string, number>();
}

/** Sources that have cost something and brought nobody are there too. */
function withCosts(
  sources: readonly AdSource[],
  bySource: ReadonlyMap<string, CostByMonth>,
): AdSource[] {
  const named = new Set(sources.map(({ source }) => source));
  const others = [...bySource.keys()].filter((source) => !named.has(source));
  const nothing = { months: [], ages: [], curve: [], known: { sales: 0, cost: 0 } };
  return [...sources, ...others.map((source) => ({ source, ...nothing }))];
}

function allCosts(cells: readonly AdCostCell[]): Map<string, number> {
  const byMonth = new Map<string, number>();
  for (const { month, cost } of cells) byMonth.set(month, (byMonth.get(month) ?? 0) + cost);
  return byMonth;
}

function paidOf(accounts: readonly AdAccount[], minorPerUnit: number) {
  const paid = accounts.filter(({ cost }) => cost !== null && cost > 0);
  const customers = paid.reduce((sum, account) => sum + account.customers, 0);
  const cost = paid.reduce((sum, account) => sum + (account.cost ?? 0), 0) / minorPerUnit;
  return { customers, cost, cpa: customers === 0 ? null : cost / customers };
}

function yearEarlier(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${Number(year) - 1}-${number}`;
}

function byWeight(a: AdAccount, b: AdAccount): number {
  return (b.cost ?? -1) - (a.cost ?? -1) || b.customers - a.customers;
}

function inUnits(account: AdAccount, minorPerUnit: number) {
  const units = (minor: number | null) => (minor === null ? null : minor / minorPerUnit);
  return {
    ...account,
    cost: units(account.cost),
    cpa: units(account.cpa?.value ?? null),
    cpo: account.cpo && { orders: account.cpo.denominator, value: units(account.cpo.value) },
    verdicts: account.verdicts.map(({ days, verdict, customers, allowable, difference }) => ({
      days,
      verdict,
      customers,
      allowable: units(allowable),
      difference: units(difference),
    })),
    profitByMonth: account.profitByMonth.map(units),
    firstProfit: units(account.firstProfit),
    firstProfitAfterAd: units(account.firstProfitAfterAd),
    months: account.months.map((month) => ({ ...month, cost: units(month.cost) })),
  };
}
