import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { relativeClassesOf, type Classes, type Cutoffs } from './classes.ts';
import { rfmSegment, type Rank, type RfmMeasures } from './rfm.ts';

/** The classes of all customers, in the order in which they are given. */
function classesOf(shop: RfmMeasures[]): { cutoffs: Cutoffs; classes: Classes[] } {
  const column = (read: (one: RfmMeasures) => number) => Float64Array.from(shop, read);
  const measures = {
    departure: column(({ departure }) => departure),
    orders: column(({ orders }) => orders),
    amount: column(({ amount }) => amount),
  };
  const all = relativeClassesOf(measures, JPY)!;
  return { cutoffs: all.cutoffs, classes: shop.map((_, index) => all.of(index)) };
}

const ascending = (values: number[]) => values.toSorted((a, b) => a - b);

/** Type-7 quantile in fifths, as its definition reads. */
function quantile(values: number[], fifths: number): number {
  const sorted = ascending(values);
  const whole = Math.floor(((sorted.length - 1) * fifths) / 5);
  const part = (((sorted.length - 1) * fifths) % 5) / 5;
  const [low, high] = [sorted[whole]!, sorted[whole + 1] ?? sorted[whole]!];
  return low + (high - low) * part;
}

/** How many of the four quintiles lie below a value; one that equals it, but for rounding, does not. */
function below(values: number[], value: number): number {
  return [1, 2, 3, 4].filter((fifths) => quantile(values, fifths) < value - 1e-9).length;
}

/** Every customer compared with every other, straight from contracts.md. */
function naive(shop: RfmMeasures[]): Classes[] {
  const amounts = shop.map(({ amount }) => amount);
  const departures = shop.map(({ departure }) => departure);
  const orderCounts = shop.map(({ orders }) => orders);
  const scores = shop.map(({ departure, orders, amount }) => ({
    r: 5 - below(departures, departure),
    f: Math.min(1 + below(orderCounts, orders), orders),
    m: 1 + below(amounts, amount),
  }));
  const ranks = scores.map(({ r, f, m }): Rank => {
    if (r + f + m >= 13) return 'excellent';
    if (r + f + m >= 10) return 'semi-excellent';
    return r + f + m >= 7 ? 'general' : 'nurture';
  });
  const excellent = ascending(amounts.filter((_, index) => ranks[index] === 'excellent'));
  const half = excellent.length / 2;
  const median = (excellent[Math.ceil(half) - 1]! + excellent[Math.floor(half)]!) / 2;
  const weights = amounts.map((amount) => Math.max(amount, 0));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return shop.map(({ amount }, index) => {
    const notBehind = (other: number) =>
      amounts[other]! > amount || (amounts[other] === amount && other <= index);
    const ahead = shop.filter((_, other) => other !== index && notBehind(other)).length;
    const soFar = weights.reduce((sum, weight, other) => sum + (notBehind(other) ? weight : 0), 0);
    const better = excellent.filter((other) => other > amount).length;
    const top = ranks[index] === 'excellent' && better < Math.ceil(excellent.length / 5);
    const high = ranks[index] === 'general' && excellent.length > 0 && amount >= median;
    const sizes = Array.from(
      { length: 10 },
      (_, group) => Math.floor(shop.length / 10) + (group < shop.length % 10 ? 1 : 0),
    );
    const ends = sizes.map((_, group) =>
      sizes.slice(0, group + 1).reduce((sum, size) => sum + size, 0),
    );
    const first = ahead === 0;
    const abc = first || soFar * 10 <= whole * 7 ? 'A' : soFar * 10 <= whole * 9 ? 'B' : 'C';
    return {
      scores: scores[index]!,
      segment: rfmSegment(scores[index]!),
      rank: ranks[index]!,
      layer: top ? 'top-excellent' : high ? 'high-ltv-general' : null,
      decile: ends.findIndex((end) => ahead < end) + 1,
      abc: amount <= 0 ? 'C' : abc,
    };
  });
}

function naiveTop(shop: RfmMeasures[]): number | null {
  if (shop.length < 100) return null;
  const amounts = ascending(shop.map(({ amount }) => amount)).reverse();
  const top = amounts[Math.ceil(shop.length / 100) - 1]!;
  return amounts.filter((amount) => amount >= top).length * 50 > shop.length ? null : top;
}

function expectNaive(shop: RfmMeasures[]) {
  const { cutoffs, classes } = classesOf(shop);
  expect(classes).toEqual(naive(shop));
  expect(cutoffs.topAmount).toBe(naiveTop(shop));
}

/** Customers with few different values each (ties everywhere) or many. */
const customer = fc.oneof(
  fc.record({
    departure: fc.integer({ min: 0, max: 4 }),
    orders: fc.integer({ min: 1, max: 4 }),
    amount: fc.integer({ min: -1, max: 5 }).map((each) => each * 1_000),
  }),
  fc.record({
    departure: fc.integer({ min: 0, max: 900 }),
    orders: fc.integer({ min: 1, max: 30 }),
    amount: fc.integer({ min: -5_000, max: 90_000 }),
  }),
);
const shopOf = (minLength: number, maxLength = minLength) =>
  fc.array(customer, { minLength, maxLength });

describe('the relative classes of a shop', () => {
  it('equal comparing everybody with everybody', () => {
    fc.assert(fc.property(shopOf(1, 40), expectNaive));
  });

  it.each([99, 100, 101, 200])('equal it with %i customers', (customers) => {
    fc.assert(fc.property(shopOf(customers), expectNaive), { numRuns: 15 });
  });

  it('of one customer: the best of a shop is also its least', () => {
    expect(classesOf([{ departure: 3, orders: 1, amount: 900 }])).toEqual({
      cutoffs: {
        rfm: { r: [3, 3, 3, 3], f: [1, 1, 1, 1], m: [900, 900, 900, 900] },
        topAmount: null,
        layers: null,
      },
      classes: [
        {
          scores: { r: 5, f: 1, m: 1 },
          segment: 'new',
          rank: 'general',
          layer: null,
          decile: 1,
          abc: 'A',
        },
      ],
    });
  });

  it.each([7, 99, 100, 101])('of %i equal customers: nobody is above anybody', (customers) => {
    const shop = Array.from({ length: customers }, () => ({
      departure: 3,
      orders: 6,
      amount: 900,
    }));
    expectNaive(shop);
    const { cutoffs, classes } = classesOf(shop);
    expect(cutoffs.topAmount).toBeNull();
    expect(new Set(classes.map(({ scores, rank }) => JSON.stringify([scores, rank]))).size).toBe(1);
    expect(classes.map(({ decile }) => decile)).toEqual(
      classes.map(({ decile }) => decile).sort((a, b) => a - b),
    );
  });

  it('of 100 different amounts: one is top, of 99 nobody', () => {
    const shop = Array.from({ length: 100 }, (_, index) => ({
      departure: 100 - index,
      orders: 1 + (index % 9),
      amount: 1_000 * (index + 1),
    }));
    expectNaive(shop);
    expect(classesOf(shop).cutoffs.topAmount).toBe(100_000);
    expect(classesOf(shop.slice(0, 99)).cutoffs.topAmount).toBeNull();
    expect(classesOf(shop).cutoffs.layers).not.toBeNull();
  });

  it('the cutoffs put everybody where they are', () => {
    fc.assert(
      fc.property(shopOf(20, 60), (shop) => {
        const { cutoffs, classes } = classesOf(shop);
        const amounts = (wanted: Classes['layer']) =>
          shop.filter((_, index) => classes[index]!.layer === wanted).map(({ amount }) => amount);
        const { topExcellent = Infinity, highLtvGeneral = Infinity } = cutoffs.layers ?? {};
        expect(Math.min(...amounts('top-excellent'))).toBeGreaterThanOrEqual(topExcellent);
        expect(Math.min(...amounts('high-ltv-general'))).toBeGreaterThanOrEqual(highLtvGeneral);
        const excellent = classes.some(({ rank }) => rank === 'excellent');
        expect(cutoffs.layers !== null).toBe(excellent);
      }),
    );
  });
});
