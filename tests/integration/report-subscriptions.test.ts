import { describe, expect, it } from 'vitest';
import { paramsText } from '#app/domain/prepared/report.ts';
import { subscriptions, type SubscriptionsBody } from '#app/domain/prepared/subscriptions.ts';
import { deliveriesOf } from '#app/domain/reports/deliveries.ts';
import { subscriptionRates } from '#app/domain/reports/subscription-rates.ts';
import { tally } from '#app/domain/reports/tally.ts';
import type { Counted } from '#app/presenters/range-conditions.ts';
import { subscriptionsScreen } from '#app/presenters/subscriptions-screen.ts';
import { customersWho } from '../setup/behind.ts';
import { useGround } from '../setup/ground.ts';
import { aReportShop, madeBody, PRODUCTS, TODAY } from '../setup/report-shop.ts';

const ground = useGround();
const NOW = Date.parse(`${TODAY}T03:00:00Z`);

async function made(seed: number, asked: Record<string, string> = {}) {
  const shop = await aReportShop(ground.db, seed);
  const question = subscriptions.params.parse(asked);
  const body = await madeBody(shop.shop, shop.context, subscriptions, paramsText(question));
  return { ...shop, question, body: body as SubscriptionsBody };
}

describe('the report on subscriptions', () => {
  it.each([
    [31, {}],
    [32, { product: '2', silent: '45' }],
    [33, { product: '5' }],
  ])('says of stored customers what mathematics says (shop %i, %o)', async (seed, asked) => {
    const { asOf, told, body, question } = await made(seed, asked);
    const of = (product: string | null) =>
      told.flatMap(({ history }) => {
        const days = deliveriesOf(history, product, asOf);
        const last = days.at(-1);
        if (last === undefined) return [];
        return [{ orders: days.length, cancelled: asOf - last >= question.silent }];
      });
    const all = of(question.product || null);
    expect(all.length).toBeGreaterThan(3);
    expect(body.rates).toEqual(tally(subscriptionRates(12), all));
    expect(body.running).toBe(all.filter(({ cancelled }) => !cancelled).length);
    for (const { product, customers, running, continuation } of body.products) {
      const each = of(product);
      expect(customers).toBe(each.length);
      expect(running).toBe(each.filter(({ cancelled }) => !cancelled).length);
      expect(continuation.numerator).toBe(each.filter(({ orders }) => orders > 1).length);
    }
    expect(body.products.map(({ product }) => product).toSorted()).toEqual(
      PRODUCTS.map(String).filter((product) => of(product).length > 0),
    );
  });

  it.each([
    [34, {}],
    [35, { product: '1', silent: '60' }],
  ])('leads from every number to its customers (shop %i, %o)', async (seed, asked) => {
    const { shop, body, question } = await made(seed, asked);
    const opened = { state: 'ready' as const, body, asOf: TODAY, madeAt: NOW, renewing: false };
    const screen = await subscriptionsScreen(shop, () => Promise.resolve(opened), question, NOW);
    if ('unready' in screen || screen.report.state !== 'ready') throw new Error('not ready');
    const { shown } = screen.report;
    const numbers: Counted[] = [
      ...[shown.customers, shown.running, shown.left],
      ...shown.deliveries.flatMap(({ reached, next, waiting, left }) => [
        ...[reached, next, waiting, left],
      ]),
      ...shown.products.flatMap(({ customers, running }) => [customers, running]),
    ];
    expect(numbers.length).toBeGreaterThan(15);
    for (const { count, where } of numbers) {
      expect(await customersWho(shop, { where }, NOW), JSON.stringify(where)).toBe(count);
    }
    expect(shown.running.count + shown.left.count).toBe(shown.customers.count);
    for (const { reached, next, waiting, left } of shown.deliveries) {
      expect(next.count + waiting.count + left.count).toBe(reached.count);
    }
  });
});
