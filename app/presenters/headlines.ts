import { isoOf, type Day } from '../domain/day.ts';
import { ads } from '../domain/prepared/ads.ts';
import { cohorts } from '../domain/prepared/cohorts.ts';
import { products } from '../domain/prepared/products.ts';
import { ranks } from '../domain/prepared/ranks.ts';
import { repeat } from '../domain/prepared/repeat.ts';
import type { PreparedReport } from '../domain/prepared/report.ts';
import { subscriptions } from '../domain/prepared/subscriptions.ts';
import { worth } from '../domain/prepared/worth.ts';
import type { AdCostCell } from '../domain/ad-costs.ts';
import { ratioOf } from '../domain/reports/tally.ts';
import { adsQuestionOf, shownAds, type AdsShown } from './ads-screen.ts';
import { shownCohorts } from './cohorts-screen.ts';
import { unripeOf } from './repeat-screen.ts';

/** What headlines are made with beside a body. */
export interface Making {
  asOf: Day;
  currency: string;
  minorPerUnit: number;
  adCosts: readonly AdCostCell[];
}

/** The main numbers of a report, as far as its unasked question answers them. */
function headline<Params, Body, Part extends keyof Body & string, Says>(
  { key, params, unasked }: PreparedReport<Params, Body>,
  parts: readonly Part[],
  says: (body: Pick<Body, Part>, making: Making, question: Params) => Says,
) {
  return {
    wanted: { key, params: unasked, parts },
    says: (body: unknown, making: Making): Says =>
      says(body as Pick<Body, Part>, making, params.parse({})),
  };
}

/** The main numbers of every prepared report, as its own page shows them. */
export const HEADLINES = {
  repeat: headline(repeat, ['again', 'buyers'], (body, _, { period, days }) => {
    const { numerator, denominator, value } = body.again.now;
    const rate = { part: { count: numerator }, whole: { count: denominator }, value };
    return { period, again: { days, rate, unripe: unripeOf(body) } };
  }),
  subscriptions: headline(
    subscriptions,
    ['rates', 'running', 'sold'],
    ({ rates: { continuation }, running, sold }) =>
      sold === 0
        ? null
        : {
            customers: { count: continuation.denominator },
            running: { count: running },
            continuation,
          },
  ),
  products: headline(products, ['products', 'titles'], ({ products: [first], titles }) => {
    if (!first) return null;
    const [buyers = 0, again = 0] = first.reached;
    const { before } = first;
    return {
      title: titles[first.product] ?? first.product,
      reached: [{ count: buyers }, { count: again }],
      rates: [ratioOf(again, buyers).value],
      before: before && {
        buyers: { count: before.buyers },
        rate: ratioOf(before.again, before.buyers).value,
      },
    };
  }),
  worth: headline(worth, ['total'], ({ total }, { minorPerUnit }) => ({
    total: { annual: total.annual, annualBefore: total.annualBefore },
    minorPerUnit,
  })),
  ads: headline(
    ads,
    ['months', 'sources', 'unnamed', 'all', 'hasTrials'],
    (body, { asOf, currency, minorPerUnit, adCosts }) =>
      adTotals(
        shownAds(body, adCosts, adsQuestionOf(new URLSearchParams()), {
          ...{ asOf: isoOf(asOf), currency, minorPerUnit },
        }),
      ),
  ),
  cohorts: headline(cohorts, ['rows'], ({ rows }, { asOf, minorPerUnit }, question) => ({
    rows: shownCohorts(rows, question, asOf),
    minorPerUnit,
  })),
  ranks: headline(ranks, ['profiles'], ({ profiles: [best] }) => {
    if (!best) return null;
    const { group, customers, share, salesShare } = best;
    return { group, customers, share, salesShare };
  }),
};

function adTotals({ from, to, paid, all, sources }: AdsShown) {
  const known = sources.filter(({ source }) => source === null);
  return {
    ...{ from, to, paid },
    all: { customers: all.customers },
    sources: known.map(({ source, customers }) => ({ source, customers })),
  };
}
