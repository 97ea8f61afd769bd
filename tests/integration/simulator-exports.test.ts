import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { isoOf } from '#app/domain/day.ts';
import { toBig } from '#app/files/amount.ts';
import { readOrdersFile, type OrderRow } from '#app/files/orders-file.ts';
import { compare, minus, sum } from '#simulator/money.ts';
import { fileOf } from '../factories/files.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

type PricedRow = Exclude<OrderRow, { amount: null }>;

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const simulator = await aSimulator(options);
  const fetched = async (path: string) => {
    const response = await fetch(`${simulator.url}/__sim/exports/${path}`);
    return { status: response.status, text: await response.text() };
  };
  const rows = async (path: string) =>
    parse<Record<string, string>>((await fetched(path)).text, { columns: true });
  return { simulator, world: simulator.world, fetched, rows, ...controlOf(simulator) };
}

const numberOf = (gid: string) => gid.split('/').at(-1);

describe('the export of orders', () => {
  it("is read by the app as the store's own orders, each with its value and its day", async () => {
    const { world, fetched } = await aStore({ customers: 40 });
    const { text } = await fetched('orders.csv');
    const seen = new Map<string, PricedRow>();
    const options = { timezone: 'Asia/Tokyo', currency: null };
    const file = await readOrdersFile(fileOf(text), options, (row) => {
      if (row.amount) seen.set(row.orderId, row);
      return null;
    });
    const orders = [...world.orders.values()];
    expect(file).toMatchObject({ form: 'shopify', currency: 'JPY' });
    expect(file.rows).toBe(orders.reduce((count, { lineItems }) => count + lineItems.length, 0));
    expect(seen.size).toBe(orders.length);
    for (const order of orders) {
      const row = seen.get(order.name)!;
      const { customer, totalPriceSet: total, totalRefundedSet: back } = order;
      const buyer = customer && world.customers.get(customer.id);
      const value = sum(total.shopMoney.amount, minus(back.shopMoney.amount));
      const tokyo = new Date(Date.parse(order.processedAt) + 9 * 3_600_000).toISOString();
      expect(row.customerId).toBe(buyer?.defaultEmailAddress?.emailAddress.toLowerCase() ?? null);
      expect(isoOf(row.day)).toBe(tokyo.slice(0, 10));
      expect(compare(toBig(row.amount).toFixed(), value)).toBe(0);
    }
  });

  it('tells of an order once and of each of its lines, newest first', async () => {
    const { world, rows, anOrder, call } = await aStore({ customers: 5 });
    const [product] = world.products.keys();
    const money = (amount: string) => ({ shopMoney: { amount } });
    const { id, number, name } = await anOrder({
      tags: ['のし', '卸'],
      sourceName: 'pos',
      retailLocation: { id: 'gid://shopify/Location/7', name: '銀座店' },
      discountCodes: ['HARU'],
      customer: {
        defaultEmailAddress: { emailAddress: 'H@example.jp', marketingState: 'SUBSCRIBED' },
      },
      lineItems: [
        {
          product: { id: product },
          quantity: 2,
          sku: 'A-1',
          title: '化粧水, 大',
          originalUnitPriceSet: money('1000'),
          discountedTotalSet: money('1900'),
          codeDiscountSet: money('50'),
        },
        { product: null, quantity: 1, title: '箱', originalUnitPriceSet: money('300') },
      ],
    });
    await call('POST', `orders/${number}/refund`, { amount: '300' });
    const [first, second, third] = await rows('orders.csv');
    expect(first).toMatchObject({
      Name: name,
      Email: 'H@example.jp',
      'Financial Status': 'partially_refunded',
      'Paid at': expect.stringMatching(/^2026-10-31 10:\d\d:\d\d \+0900$/) as string,
      'Accepts Marketing': 'yes',
      Currency: 'JPY',
      Total: '2150',
      'Discount Code': 'HARU',
      'Discount Amount': '150',
      'Created at': expect.stringMatching(/^2026-10-31 10:\d\d:\d\d \+0900$/) as string,
      'Lineitem quantity': '2',
      'Lineitem name': '化粧水, 大',
      'Lineitem price': '1000',
      'Lineitem sku': 'A-1',
      'Lineitem discount': '100',
      'Refunded Amount': '300',
      Location: '銀座店',
      Id: numberOf(id),
      Tags: 'のし, 卸',
      Source: 'pos',
      'Cancelled at': '',
    });
    expect(second).toMatchObject({ Name: name, Email: 'H@example.jp', 'Lineitem name': '箱' });
    for (const column of ['Total', 'Created at', 'Id', 'Tags', 'Financial Status'])
      expect(second![column]).toBe('');
    expect(third!.Name).not.toBe(name);
  });

  it('holds the orders before an instant when it is asked to', async () => {
    const { world, rows, fetched } = await aStore({ customers: 40 });
    const before = '2026-06-01T00:00:00Z';
    const ids = (await rows(`orders.csv?before=${before}`)).map(({ Id }) => Id).filter(Boolean);
    const old = [...world.orders.values()].filter(({ processedAt }) => processedAt < before);
    expect(old.length).toBeLessThan(world.orders.size);
    expect(ids.toSorted()).toEqual(old.map(({ id }) => numberOf(id)).toSorted());
    expect((await fetched('orders.csv?before=yesterday')).status).toBe(400);
  });
});

describe('the export of customers', () => {
  it('tells each by number, name, contact, tags and what the API counts', async () => {
    const { world, simulator, rows, call } = await aStore({ customers: 12 });
    const [id = ''] = world.customers.keys();
    await call('POST', 'customers', {
      id,
      firstName: '花子',
      lastName: '山田',
      tags: ['b', 'a'],
      defaultEmailAddress: { emailAddress: 'h@example.jp', marketingState: 'SUBSCRIBED' },
      defaultPhoneNumber: { phoneNumber: '+81312345678' },
      defaultAddress: { countryCodeV2: 'JP', provinceCode: 'JP-13', zip: '1040061' },
    });
    const all = await rows('customers.csv');
    expect(all).toHaveLength(12);
    expect(Object.keys(all[0]!).slice(0, 4)).toEqual([
      'Customer ID',
      'First Name',
      'Last Name',
      'Email',
    ]);
    expect(all.find((row) => row['Customer ID'] === `'${numberOf(id)}`)).toMatchObject({
      'First Name': '花子',
      'Last Name': '山田',
      Email: 'h@example.jp',
      'Accepts Email Marketing': 'yes',
      'Accepts SMS Marketing': 'no',
      'Default Address Province Code': 'JP-13',
      'Default Address Zip': "'1040061",
      Phone: "'+81312345678",
      Tags: 'a, b',
    });
    const { data } = await (
      await callerOf(simulator)
    )('{ customers(first: 50) { nodes { id numberOfOrders amountSpent { amount } } } }');
    const { nodes } = data?.customers as {
      nodes: { id: string; numberOfOrders: string; amountSpent: { amount: string } }[];
    };
    const counted = (row: Record<string, string>) => [
      row['Customer ID'],
      row['Total Orders'],
      sum(row['Total Spent']!),
    ];
    expect(all.map(counted).toSorted()).toEqual(
      nodes
        .map((one) => [`'${numberOf(one.id)}`, one.numberOfOrders, sum(one.amountSpent.amount)])
        .toSorted(),
    );
  });
});
