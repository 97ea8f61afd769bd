import { describe, expect, it } from 'vitest';
import { dayOf } from '#app/domain/day.ts';
import type { History } from '#app/domain/history.ts';
import { paramsText } from '#app/domain/prepared/report.ts';
import { products, type ProductsBody } from '#app/domain/prepared/products.ts';
import { baskets } from '#app/domain/reports/basket.ts';
import type { DayRange } from '#app/domain/reports/day-range.ts';
import { nextProduct } from '#app/domain/reports/next-product.ts';
import { nthPurchase } from '#app/domain/reports/nth-purchase.ts';
import { productProfit } from '#app/domain/reports/product-profit.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { trialToMain } from '#app/domain/reports/trial.ts';
import { saveAtOnce } from '#app/commands/settings.ts';
import type { CustomersFilter } from '#app/presenters/customers-filter.ts';
import { productsScreen } from '#app/presenters/products-screen.ts';
import { currentSettings } from '#app/store/settings.ts';
import { customersWho } from '../setup/behind.ts';
import { useGround } from '../setup/ground.ts';
import { aReportShop, madeBody, PRODUCTS, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);
const PERIOD: DayRange = { from: dayOf('2025-10-01'), to: dayOf('2026-05-01') };
const BEFORE: DayRange = { from: dayOf('2024-10-01'), to: dayOf('2025-05-01') };
const ASKED = { period: '2025-10-01..2026-04-30', support: '0' };
const [TRIAL = '', MAIN = '', LIMITED = ''] = PRODUCTS.map(String);
const noQueue = () => Promise.resolve();

async function made(seed: number, asked: object = ASKED) {
  const shop = await aReportShop(ground.db, seed);
  await shop.shop.db.sql.query(
    `update product set tags = '{winter}' where shop_id = $1 and id = $2`,
    [shop.shop.id, LIMITED],
  );
  const roles = { trial: [TRIAL], main: [MAIN], limited: ['winter'] };
  const saved = await saveAtOnce(shop.shop, noQueue, { products: roles }, null);
  expect(saved).toHaveProperty('version');
  const question = products.params.parse(asked);
  const body = await madeBody(shop.shop, shop.context, products, paramsText(question));
  const histories = shop.told.map(({ history }) => history);
  return { ...shop, histories, question, body: body as ProductsBody };
}

describe('the report on products', () => {
  it.each([21, 22, 23])(
    'says of stored customers what mathematics says (shop %i)',
    async (seed) => {
      const { asOf, histories, body } = await made(seed);
      const nth = tally(nthPurchase({ period: PERIOD, asOf, top: 5, bar: 3 }), histories);
      const profits = tally(productProfit(PERIOD), histories);
      const nthBefore = tally(nthPurchase({ period: BEFORE, asOf, top: 5, bar: 3 }), histories);
      const profitsBefore = tally(productProfit(BEFORE), histories);
      expect(nthBefore.length).toBeGreaterThan(0);
      expect(body.products).toEqual(
        nth.map(({ product, rungs, repeatsPerYear, reachesBar }) => {
          const { units = 0, sales = 0n, profit = null } = profits.get(product) ?? {};
          const [first, second] = nthBefore.find((each) => each.product === product)?.rungs ?? [];
          return {
            ...{ product, repeatsPerYear, reachesBar, units, sales: Number(sales) },
            reached: rungs.map(({ reached }) => reached),
            profit: profit === null ? null : Number(profit),
            before: {
              buyers: first?.reached ?? 0,
              again: second?.reached ?? 0,
              sales: Number(profitsBefore.get(product)?.sales ?? 0n),
            },
          };
        }),
      );
      expect(body.sold).toBe(nth.length);
      const next = tally(nextProduct(asOf), histories);
      expect(body.next).toEqual(next.map((first) => ({ ...first, next: first.next.slice(0, 3) })));
      const counted = { period: PERIOD, base: 'customer' as const, minimumTogether: 2 };
      const pairs = tally(baskets(counted), histories);
      expect(body.pairs.baskets).toBe(pairs.baskets);
      expect(
        body.pairs.pairs.map(({ a, b, together, inA, lift }) => [a, b, together, inA, lift]),
      ).toEqual(
        pairs.associations.map(({ a, b, support, confidence, lift }) => [
          ...[a, b, support.numerator, confidence.denominator, lift],
        ]),
      );
      const trial = { trial: new Set([TRIAL]), main: new Set([MAIN]) };
      const rule = trialToMain({ ...trial, withinDays: 90, asOf, cohort: PERIOD });
      const hits = histories.map(rule.hit).filter((hit) => hit !== null);
      expect(body.trial?.rate).toMatchObject({
        numerator: hits.filter(Boolean).length,
        denominator: hits.length,
      });
      expect(body.limited?.products).toEqual([LIMITED]);
    },
  );

  it.each([24, 25])(
    'asked of a channel and of orders, counts nothing else (shop %i)',
    async (seed) => {
      const { asOf, histories, body } = await made(seed, {
        ...ASKED,
        channel: 'web',
        base: 'order',
      });
      const web = histories.map((history): History => ({
        ...history,
        orders: history.orders.filter(({ channel }) => channel === 'web'),
      }));
      const nth = tally(nthPurchase({ period: PERIOD, asOf, top: 5, bar: 3 }), web);
      expect(body.products.map(({ product, reached }) => [product, reached[0]])).toEqual(
        nth.map(({ product, rungs }) => [product, rungs[0]?.reached]),
      );
      const orders = tally(baskets({ period: PERIOD, base: 'order', minimumTogether: 2 }), web);
      expect(body.pairs.baskets).toBe(orders.baskets);
      expect(body.pairs.pairs).toHaveLength(orders.associations.length);
      const limited = Object.values(body.limited?.ranks ?? {});
      for (const { customers, orders: shares } of limited) {
        expect(customers.value).toBeLessThanOrEqual(1);
        expect(shares.value).toBeLessThanOrEqual(1);
      }
    },
  );

  it('shows one product by itself', async () => {
    const { body } = await made(26, { ...ASKED, product: TRIAL });
    expect(new Set(body.pairs.pairs.map(({ a }) => a))).toEqual(new Set([TRIAL]));
    expect(body.next.map(({ first }) => first)).toEqual([TRIAL]);
  });

  it.each([
    [27, ASKED],
    [28, { ...ASKED, channel: 'web' }],
    [29, { period: 'all', support: '0' }],
  ])('leads from every number to as many customers (shop %i, %j)', async (seed, asked) => {
    const { shop, body, question } = await made(seed, asked);
    const open = () =>
      Promise.resolve({ state: 'ready', body, asOf: TODAY, madeAt: NOW, renewing: false } as const);
    const { screen } = await productsScreen(shop, open, question, NOW);
    const numbers = numbersIn(screen);
    expect(numbers.length).toBeGreaterThan(40);
    for (const [path, { count, filter }] of numbers) {
      expect(await customersWho(shop, filter, NOW), `${path} ${JSON.stringify(filter)}`).toBe(
        count,
      );
    }
  });

  it('takes the roles of products without recounting a customer', async () => {
    const { shop } = await made(30);
    const [row] = await shop.db.sql.query<{ version: number }>(
      'select models_version as version from shop where id = $1',
      [shop.id],
    );
    const current = await currentSettings(shop);
    expect(current?.settings.products.trial).toEqual([TRIAL]);
    expect(current?.version).toBeGreaterThan(row?.version ?? Infinity);
    const wrong = await saveAtOnce(shop, noQueue, { products: { trial: [''] } }, null);
    expect(wrong).toHaveProperty('problems');
  });
});

interface Numbered {
  count: number;
  filter: CustomersFilter;
}

/** Every number with customers behind it, by where it stands on the page. */
function numbersIn(part: unknown, path = ''): [string, Numbered][] {
  if (typeof part !== 'object' || part === null) return [];
  if ('count' in part && 'filter' in part) return [[path, part as Numbered]];
  if ('count' in part && 'where' in part) {
    const { count, where } = part as Numbered & { where: CustomersFilter['where'] };
    return [[path, { count, filter: where ? { where } : {} }]];
  }
  return Object.entries(part).flatMap(([name, value]) => numbersIn(value, `${path}/${name}`));
}
