import { expect, it } from 'vitest';
import { moneyReader } from '#app/domain/money.ts';
import type { OrderFacts } from '#app/domain/order.ts';
import {
  lineFactsOf,
  lineFields,
  LineNode,
  orderFactsOf,
  orderFields,
  OrderNode,
} from '#app/shopify/order-fields.ts';
import { Scopes } from '#app/shopify/scopes.ts';
import { readOrderNews } from '#app/shopify/webhooks/order-payloads.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const SCOPES = new Scopes('read_products');
const QUERY = `query ($id: ID!) { order(id: $id) { ${orderFields(SCOPES)}
  lineItems(first: 50) { nodes { ${lineFields(SCOPES)} } } } }`;
const read = moneyReader('JPY');

/** What the app makes of an answer of the Admin API. */
function askedFacts(answer: unknown): OrderFacts {
  const { lineItems } = answer as { lineItems: { nodes: unknown[] } };
  const lines = lineItems.nodes.map((node) => lineFactsOf(LineNode.parse(node), read));
  return orderFactsOf(OrderNode.parse(answer), lines, read);
}

/** What the app makes of a delivery. */
function toldFacts(body: string): OrderFacts | null {
  const news = readOrderNews('orders/updated', body, read);
  if (news.kind === 'facts') return news.facts;
  return news.kind === 'ask' ? news.reckoned : null;
}

it('the app reads the same of an order whether it is told or asks', async () => {
  const sink = await aSink();
  const simulator = await aSimulator({ customers: 30, seed: 9, appUrl: sink.url });
  const { call, idle } = controlOf(simulator);
  const api = await callerOf(simulator);
  for (const { id, customerJourneySummary: journey } of [...simulator.world.orders.values()]) {
    sink.received.length = 0;
    await call('POST', 'orders', { id });
    await idle();
    const told = toldFacts(sink.received[0]!.text);
    const asked = askedFacts((await api(QUERY, { id })).data?.order);
    // A payload knows the visit that led to the order, and none before it; and no selling plans.
    const isKnown = journey?.lastVisit?.utmParameters != null;
    const lines = asked.lines.map((line) => ({ ...line, plan: null }));
    expect(told).toEqual({ ...asked, lines, ...(!isKnown && { utm: null }) });
  }
});
