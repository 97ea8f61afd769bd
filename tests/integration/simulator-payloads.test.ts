import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadData } from '#simulator/load-data.ts';
import { compare, minus, sum, times } from '#simulator/money.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const WHOLE = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["orders/create", "orders/updated"]
uri = "/whole"
`;
const LINES = `query ($id: ID!) { order(id: $id) {
  totalDiscountsSet { shopMoney { amount } }
  lineItems(first: 50) { nodes { id currentQuantity
    discountedTotalSet(withCodeDiscounts: true) { shopMoney { amount } } } } } }`;

interface Allocation {
  amount: string;
  amount_set: { shop_money: { amount: string } };
  discount_application_index: number;
}
interface Line {
  admin_graphql_api_id: string;
  price: string;
  quantity: number;
  current_quantity: number;
  total_discount: string;
  discount_allocations: Allocation[];
}
interface Payload {
  admin_graphql_api_id: string;
  total_discounts_set: { shop_money: { amount: string } };
  discount_applications: { type: string; target_type: string; value: string; code?: string }[];
  discount_codes: { code: string; amount: string; type: string }[];
  company: { id: number; location_id: number } | null;
  landing_site: string | null;
  line_items: Line[];
}
interface Answered {
  totalDiscountsSet: { shopMoney: { amount: string } };
  lineItems: {
    nodes: {
      id: string;
      currentQuantity: number;
      discountedTotalSet: { shopMoney: { amount: string } };
    }[];
  };
}

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const sink = await aSink();
  const appToml = path.join(aFolder({ 'shopify.app.toml': WHOLE }), 'shopify.app.toml');
  const simulator = await aSimulator({ appUrl: sink.url, appToml, ...options });
  const control = controlOf(simulator);
  const api = await callerOf(simulator);
  /** What the app was told last of an order. */
  const told = async (id: string) => {
    await control.idle();
    const all = sink.received.map(({ text }) => JSON.parse(text) as Payload);
    return all.findLast((payload) => payload.admin_graphql_api_id === id)!;
  };
  const answered = async (id: string) => (await api(LINES, { id })).data?.order as Answered;
  return { simulator, world: simulator.world, api, told, answered, ...control };
}

const off = ({ discount_allocations: parts }: Line) => sum('0', ...parts.map((p) => p.amount));
const costOf = (line: Line) => sum(times(line.price, line.quantity), minus(off(line)));

/** Whether a payload and the Admin API say the same of an order's lines. */
function expectAgreement(payload: Payload, order: Answered): void {
  const lines = payload.line_items.map((line) => [
    line.admin_graphql_api_id,
    line.current_quantity,
    costOf(line),
  ]);
  expect(lines).toEqual(
    order.lineItems.nodes.map(({ id, currentQuantity, discountedTotalSet }) => [
      id,
      currentQuantity,
      sum(discountedTotalSet.shopMoney.amount),
    ]),
  );
  const applied = payload.discount_applications.map(({ value }) => value);
  const total = order.totalDiscountsSet.shopMoney.amount;
  expect(compare(sum('0', ...applied), total)).toBe(0);
  expect(compare(payload.total_discounts_set.shop_money.amount, total)).toBe(0);
}

describe('an order told and the same order asked for', () => {
  it('cost the same to the yen, line by line, whatever was taken off', async () => {
    const { world, told, answered, call } = await aStore({ customers: 60, seed: 4 });
    const orders = [...world.orders.values()].slice(-80);
    const kinds = new Set<string>();
    for (const { id } of orders) {
      await call('POST', 'orders', { id, test: false });
      const payload = await told(id);
      expectAgreement(payload, await answered(id));
      for (const { type, target_type: target } of payload.discount_applications)
        kinds.add(`${type} ${target}`);
    }
    expect([...kinds].sort()).toEqual(['discount_code line_item', 'discount_code shipping_line']);
  });

  it('agree when a line, a code and an edit took part', async () => {
    const { world, told, answered, anOrder, call } = await aStore();
    const [product] = world.products.keys();
    const money = (amount: string) => ({ shopMoney: { amount } });
    const { id, number, lineItems } = await anOrder({
      discountCodes: ['HARU'],
      lineItems: [
        {
          product: { id: product },
          quantity: 3,
          originalUnitPriceSet: money('1000'),
          discountedTotalSet: money('2700'),
          codeDiscountSet: money('271'),
        },
        { product: null, quantity: 1, originalUnitPriceSet: money('500') },
      ],
    });
    const payload = await told(id);
    expectAgreement(payload, await answered(id));
    expect(payload.discount_codes).toEqual([{ code: 'HARU', amount: '271', type: 'fixed_amount' }]);
    expect(payload.discount_applications.map(({ type }) => type)).toEqual([
      'automatic',
      'discount_code',
    ]);
    expect(payload.line_items).toMatchObject([
      {
        total_discount: '300',
        discount_allocations: [
          {
            amount: '300',
            amount_set: { shop_money: { amount: '300', currency_code: 'JPY' } },
            discount_application_index: 0,
          },
          { amount: '271', discount_application_index: 1 },
        ],
      },
      { total_discount: '0', discount_allocations: [] },
    ]);
    await call('POST', `orders/${number}/edit`, {
      lineItems: [{ id: lineItems[0]!.id, currentQuantity: 1 }],
    });
    const edited = await told(id);
    expect(edited.line_items[0]).toMatchObject({ quantity: 3, current_quantity: 1 });
    expect(edited.line_items.map(costOf)).toEqual(['2429.0', '500.0']);
  });

  it('agree where a file tells what a line cost and not its price', async () => {
    const money = { shopMoney: { amount: '100', currencyCode: 'JPY' } };
    const id = 'gid://shopify/Order/9';
    const lines = [
      { id, processedAt: '2026-10-01T00:00:00Z', totalPriceSet: money },
      { id: 'gid://shopify/LineItem/8', quantity: 3, discountedTotalSet: money, __parentId: id },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const data = await loadData(aFolder({ 'orders.jsonl': text }));
    const { told, call, api } = await aStore({ data });
    await call('POST', 'orders', { id, test: false });
    const { data: answer } = await api(LINES, { id });
    const { lineItems } = answer?.order as Answered;
    expect(lineItems.nodes[0]!.discountedTotalSet.shopMoney.amount).toBe('100.0');
    expect((await told(id)).line_items.map(costOf)).toEqual(['100.0']);
  });

  it('say who bought, where, and by which campaign', async () => {
    const { told, anOrder } = await aStore();
    const visit = (id: number, landingPage: string | null, utmParameters: object | null) => ({
      id: `gid://shopify/CustomerVisit/${id}`,
      occurredAt: '2026-10-30T00:00:00Z',
      source: 'google',
      landingPage,
      utmParameters,
    });
    const placed = await anOrder({
      tags: ['b', 'a'],
      sourceName: 'pos',
      retailLocation: { id: 'gid://shopify/Location/77', name: '銀座店' },
      purchasingCompany: {
        company: { id: 'gid://shopify/Company/9007199254740', name: '株式会社しずく' },
        location: { id: 'gid://shopify/CompanyLocation/12', name: '本社' },
      },
      customerJourneySummary: {
        firstVisit: visit(1, 'https://x.example/first?utm_source=first', { source: 'first' }),
        lastVisit: visit(2, 'https://x.example/p/serum?utm_source=old&v=1', {
          source: 'line',
          medium: 'message',
          campaign: 'yuzu 2026',
        }),
      },
    });
    expect(await told(placed.id)).toMatchObject({
      name: placed.name,
      tags: 'b, a',
      source_name: 'pos',
      location_id: 77,
      company: { id: 9007199254740, location_id: 12 },
      landing_site: '/p/serum?utm_source=line&v=1&utm_medium=message&utm_campaign=yuzu+2026',
    });
    const plain = await anOrder();
    expect(await told(plain.id)).toMatchObject({
      location_id: null,
      company: null,
      landing_site: null,
    });
    const untold = await anOrder({
      customerJourneySummary: { lastVisit: visit(4, 'https://x.example/?utm_source=x', null) },
    });
    expect((await told(untold.id)).landing_site).toBe('/');
    const direct = await anOrder({ customerJourneySummary: { lastVisit: visit(3, null, null) } });
    expect((await told(direct.id)).landing_site).toBe('/');
  });
});
