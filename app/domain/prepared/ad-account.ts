import { adVerdicts, type AdVerdict } from '../reports/ad-verdict.ts';
import { adCost, paybackMonth, type AdCost } from '../reports/advertising.ts';
import { ratioOf, type Ratio } from '../reports/tally.ts';
import { AD_AGES, type AdMonth, type AdSource, type Brought, type KnownCosts } from './ads.ts';

/** An LTV of fewer customers says too little to judge an ad by (ours). */
export const JUDGED_FROM = 10;

/** Minor units by ISO month. */
export type CostByMonth = ReadonlyMap<string, number>;

/** What an account is drawn up with. */
export interface AccountTerms {
  /** The first and the last ISO month, both in. */
  from: string;
  to: string;
  /** Gross margin rate that the merchant names, 0 to 1; null: that of the known costs. */
  typedRate: number | null;
  /** Of the shop, for sources of whose lines no cost is known. */
  shopRate: number | null;
}

/** `nobody`: it cost something and brought nobody. `open`: too early, or too few customers, to tell. */
export type AdJudgement = 'pays' | 'too-dear' | 'open' | 'nobody';

/** What a source cost, whom it brought, and what they were worth; money in minor units. */
export interface AdAccount {
  source: string | null;
  customers: number;
  /** Null: none is entered. */
  cost: number | null;
  cpa: AdCost | null;
  /** CPO: cost ÷ customers who have ordered a main product. */
  cpo: AdCost | null;
  /** 引上率. */
  pullUp: Ratio;
  /** Gross margin rate; null: no cost of goods is known. */
  rate: number | null;
  /** Against the allowable CPA at each age. */
  verdicts: (AdVerdict & { customers: number })[];
  judgement: AdJudgement | null;
  /** The month after that of the first order in which the cost is back. */
  payback: number | null;
  /** Cumulative gross profit per customer by months since that of the first order. */
  profitByMonth: (number | null)[];
  /** Gross profit of a first order, per customer. */
  firstProfit: number | null;
  /** The same after the CPA (seed 004: does a new customer bring a profit?). */
  firstProfitAfterAd: number | null;
  months: { month: string; customers: number; cost: number | null }[];
}

/** The gross margin rate of lines whose cost is known; null without any. */
export function rateOf({ sales, cost }: KnownCosts): number | null {
  return sales > 0 ? (sales - cost) / sales : null;
}

/**
 * The account of a source over some months. What its customers are worth is taken of all that are
 * old enough, whether or not they came in these months: the young ones have had no time yet.
 */
export function adAccount(source: AdSource, costs: CostByMonth, terms: AccountTerms): AdAccount {
  const inTerm = source.months.filter(({ month }) => isIn(terms, month));
  const customers = sumOf(inTerm, (month) => month.customers);
  const cost = costOf(costs, terms);
  const rate = terms.typedRate ?? rateOf(source.known) ?? terms.shopRate;
  const cpa = cost === null ? null : adCost('cpa', cost, customers);
  const { verdicts } = adVerdicts({
    cost: cost ?? 0,
    acquisitions: cost === null ? 0 : customers,
    marginRate: rate ?? 0,
    ltv: AD_AGES.map((days, index) => ({
      days,
      value: rate === null ? null : worthOf(source.ages[index]),
    })),
  });
  const profitByMonth = source.curve.map((brought) => {
    const worth = worthOf(brought);
    return worth === null || rate === null ? null : worth * rate;
  });
  const firstProfit = firstProfitOf(inTerm, terms, rate);
  return {
    source: source.source,
    customers,
    cost,
    cpa,
    cpo:
      cost === null
        ? null
        : adCost(
            'cpo',
            cost,
            sumOf(inTerm, ({ main }) => main),
          ),
    pullUp: ratioOf(
      sumOf(inTerm, ({ pulledUp }) => pulledUp),
      sumOf(inTerm, ({ trials }) => trials),
    ),
    rate,
    verdicts: verdicts.map((verdict, index) => ({
      ...verdict,
      customers: source.ages[index]?.customers ?? 0,
    })),
    judgement: judgementOf(cost, customers, verdicts),
    payback: cpa && cost ? paybackMonth(notBefore(profitByMonth, verdicts), cpa) : null,
    profitByMonth,
    firstProfit,
    firstProfitAfterAd: firstProfit === null || cpa?.value == null ? null : firstProfit - cpa.value,
    months: monthsOf(inTerm, costs, terms),
  };
}

/** What {@link adAccount} says, judged: worth only grows, so what pays early pays for good. */
function judgementOf(
  cost: number | null,
  customers: number,
  verdicts: readonly AdVerdict[],
): AdJudgement | null {
  if (cost === null || cost === 0) return null;
  if (customers === 0) return 'nobody';
  if (verdicts.some(({ verdict }) => verdict === 'pays')) return 'pays';
  return verdicts.at(-1)?.verdict === 'too-dear' ? 'too-dear' : 'open';
}

const YEAR_MONTHS = 12;

/** The curve is of more customers than a year's LTV: what a year does not bring back is not back within it. */
function notBefore(
  profitByMonth: readonly (number | null)[],
  verdicts: readonly AdVerdict[],
): (number | null)[] {
  const from = verdicts.at(-1)?.verdict === 'too-dear' ? YEAR_MONTHS : 0;
  return profitByMonth.map((profit, month) => (month < from ? null : profit));
}

function worthOf(brought: Brought | undefined): number | null {
  if (!brought || brought.customers < JUDGED_FROM) return null;
  return brought.sales / brought.customers;
}

function firstProfitOf(
  inTerm: readonly AdMonth[],
  { typedRate }: AccountTerms,
  rate: number | null,
): number | null {
  const sales = sumOf(inTerm, ({ firstSales }) => firstSales);
  const customers = sumOf(inTerm, (month) => month.customers);
  const known = {
    sales: sumOf(inTerm, ({ firstKnown }) => firstKnown.sales),
    cost: sumOf(inTerm, ({ firstKnown }) => firstKnown.cost),
  };
  const own = typedRate ?? rateOf(known) ?? rate;
  return own === null || customers === 0 ? null : (sales * own) / customers;
}

function costOf(costs: CostByMonth, terms: AccountTerms): number | null {
  const entered = [...costs].filter(([month]) => isIn(terms, month));
  return entered.length === 0 ? null : sumOf(entered, ([, cost]) => cost);
}

function monthsOf(inTerm: readonly AdMonth[], costs: CostByMonth, terms: AccountTerms) {
  const customers = new Map(inTerm.map((month) => [month.month, month.customers]));
  const entered = [...costs.keys()].filter((month) => isIn(terms, month));
  return [...new Set([...customers.keys(), ...entered])].sort().map((month) => ({
    month,
    customers: customers.get(month) ?? 0,
    cost: costs.get(month) ?? null,
  }));
}

function isIn({ from, to }: AccountTerms, month: string): boolean {
  return from <= month && month <= to;
}

function sumOf<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}
