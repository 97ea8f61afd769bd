import { beforeEach, describe, expect, it } from 'vitest';
import { previewOrders } from '#app/commands/import-orders.ts';
import { acceptUpload, cancelUpload } from '#app/commands/uploads.ts';
import type { OrderId, ProductId } from '#app/domain/ids.ts';
import { deleteOrders, saveOrders } from '#app/store/orders.ts';
import { savePlaces } from '#app/store/places.ts';
import { putVariants } from '#app/store/products.ts';
import { readUpload, readUploadBody } from '#app/store/uploads.ts';
import { importUpload } from '#workers/handlers/import.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;

/** Customer 1 has ordered this year; 2 has never, and 3 was merged into 1. */
beforeEach(async () => {
  known = await knownShop(ground.db);
  await saveOrders(known.shop, [anOrder({ id: 50n })], { because: 'order' });
  await ground.db.sql.query(
    `insert into customer (shop_id, id, stale, gone, merged_into)
     values ($1, 2, false, null, null), ($1, 3, false, 'merged', 1), ($1, 4, false, 'erased', null)`,
    [known.shop.id],
  );
  await bringUpToDate(known.shop, known.context);
});

const HEADER =
  'Name,Email,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Refunded Amount,Location,Id,Tags,Source';
const ORDERS = [
  HEADER,
  '#1,One@example.com,JPY,3000,2024-01-05 09:00:00 +0900,2,茶,1500,TEA,,銀座,1,,pos',
  '#1,,,,,1,菓子,0,,,,,,',
  '#2,two@example.com,JPY,2000,2024-02-05 09:00:00 +0900,1,茶,2000,,500,,2,,web',
  '#3,three@example.com,JPY,900,2024-03-05 09:00:00 +0900,1,茶,900,,,,3,,web',
  '#4,four@example.com,JPY,800,2024-04-05 09:00:00 +0900,1,茶,800,,,,4,,web',
  '#5,,JPY,700,2024-05-05 09:00:00 +0900,1,茶,700,,,,5,,web',
  '#50,one@example.com,JPY,9,2026-01-01 12:00:00 +0900,1,茶,9,,,,50,,web',
  '#6,one@example.com,JPY,much,2024-01-05,1,茶,1,,,,6,,web',
  '',
].join('\n');
const CUSTOMERS = `Customer ID,Email
'1,one@example.com
2,two@example.com
3,three@example.com
4,four@example.com
99,five@example.com
`;

const file = (name: string, text: string) => ({
  name,
  bytes: new TextEncoder().encode(text),
  by: 'hanako',
});

function preview(orders = ORDERS, customers: string | null = CUSTOMERS) {
  return previewOrders(known.shop, {
    orders: file('orders.csv', orders),
    customers: customers === null ? null : file('customers.csv', customers),
  });
}

async function kept(orders = ORDERS, customers: string | null = CUSTOMERS) {
  const previewed = await preview(orders, customers);
  if (!('id' in previewed)) throw new Error(previewed.refusal);
  return previewed;
}

async function takeOver(orders = ORDERS, customers: string | null = CUSTOMERS) {
  const { id } = await kept(orders, customers);
  expect(await acceptUpload(known.shop, known.enqueue, id)).toBe(true);
  await importUpload(known.shop, id, known.context);
  return readUpload(known.shop, id);
}

async function stored(): Promise<string[]> {
  const rows = await ground.db.sql.query<{ text: string }>(
    `select concat_ws(' ', id, origin, coalesce(customer_id::text, 'nobody'), value_minor,
                      case when deleted then 'deleted' end) as text
     from orders where shop_id = $1 order by id`,
    [known.shop.id],
  );
  return rows.map(({ text }) => text);
}

describe('a file of older orders', () => {
  it('is previewed and changes nothing', async () => {
    const { preview: shown } = await kept();
    expect(shown).toEqual({
      orders: 6,
      from: new Date('2024-01-05T00:00:00Z'),
      to: new Date('2026-01-01T03:00:00Z'),
      matched: 4,
      customers: 2,
      unmatched: { count: 1, first: ['#4'] },
      guests: 1,
      alreadyThere: 1,
      toldBefore: 0,
      errors: { count: 1, first: [{ line: 9, reason: 'unreadable amount "much"' }] },
      customerErrors: { count: 0, first: [] },
      customersUpload: expect.any(Number) as number,
    });
    expect(await stored()).toEqual(['50 shopify 1 5000']);
  });

  it('accepted brings what Shopify did not tell, and reaches the timelines', async () => {
    await savePlaces(known.shop, [{ kind: 'location', id: '71', name: '銀座' }]);
    const productId = 8n as ProductId;
    await putVariants(known.shop, [{ id: 81n, productId, title: '', sku: 'TEA', unitCost: null }]);
    expect(await takeOver()).toMatchObject({
      status: 'done',
      rowsDone: 6,
      report: { orders: 6, saved: 5, errors: { count: 1 } },
    });
    expect(await stored()).toEqual([
      '1 file 1 3000',
      '2 file 2 1500',
      '3 file 1 900',
      '4 file nobody 800',
      '5 file nobody 700',
      '50 shopify 1 5000',
    ]);
    const [first] = await ground.db.sql.query(
      `select name, source_name, location_id,
              (select array_agg(concat_ws(' ', l.id, product_id, title, quantity, sales_minor) order by l.id)
               from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines
       from orders o where shop_id = $1 and id = 1`,
      [known.shop.id],
    );
    expect(first).toEqual({
      name: '#1',
      source_name: 'pos',
      location_id: 71n,
      lines: ['1 8 茶 2 3000', '2 菓子 1 0'],
    });
    await bringUpToDate(known.shop, known.context);
    const timelines = await ground.db.sql.query(
      `select customer_id, period_starts[1]::text as since from timeline
       where shop_id = $1 and model = 'stage' order by 1`,
      [known.shop.id],
    );
    expect(timelines).toEqual([
      { customer_id: 1n, since: '2024-01-05' },
      { customer_id: 2n, since: '2024-02-05' },
    ]);
  });

  it('gives way to Shopify’s word at any age, and never comes back over it', async () => {
    await takeOver();
    const older = Date.parse('2020-01-01T00:00:00Z');
    const told = [anOrder({ id: 1n, total: 11, updatedAt: older, customerId: 2n })];
    await saveOrders(known.shop, told, { because: 'order' });
    await deleteOrders(known.shop, [2n as OrderId]);
    const before = await stored();
    expect(before.slice(0, 2)).toEqual(['1 shopify 2 11', '2 file nobody 0 deleted']);
    expect((await kept()).preview).toMatchObject({ alreadyThere: 3, toldBefore: 3 });
    expect(await takeOver()).toMatchObject({ report: { saved: 0 } });
    expect(await stored()).toEqual(before);
    const [lines] = await ground.db.sql.query<{ lines: bigint }>(
      'select count(*) as lines from order_line where shop_id = $1 and order_id in (1, 2, 50)',
      [known.shop.id],
    );
    expect(lines?.lines).toBe(0n);
  });

  it('finds its customers with a later file of customers', async () => {
    await takeOver(ORDERS, null);
    expect((await stored()).filter((text) => text.includes('nobody'))).toHaveLength(5);
    await takeOver();
    expect((await stored()).filter((text) => text.includes('nobody'))).toHaveLength(2);
  });

  it('makes no customer of somebody whom the shop does not have', async () => {
    await takeOver(ORDERS.replaceAll('four@', 'five@'));
    const strangers = await ground.db.sql.query(
      'select from customer where shop_id = $1 and id in (4, 99) and stale',
      [known.shop.id],
    );
    expect(strangers).toEqual([]);
    expect(await stored()).toContain('4 file nobody 800');
  });

  it('leaves neither file behind, whatever the merchant decides', async () => {
    const bodies = async ({
      id,
      preview: { customersUpload },
    }: Awaited<ReturnType<typeof kept>>) => [
      await readUploadBody(known.shop, id),
      await readUploadBody(known.shop, BigInt(customersUpload ?? 0)),
    ];
    const cancelled = await kept();
    expect((await bodies(cancelled)).every((body) => body !== null)).toBe(true);
    expect(await cancelUpload(known.shop, cancelled.id)).toBe(true);
    expect(await bodies(cancelled)).toEqual([null, null]);
    const accepted = await kept();
    await acceptUpload(known.shop, known.enqueue, accepted.id);
    await importUpload(known.shop, accepted.id, known.context);
    expect(await bodies(accepted)).toEqual([null, null]);
    expect(JSON.stringify((await readUpload(known.shop, accepted.id))?.report)).not.toContain('@');
  });

  it.each([
    [
      'Name,Email,Total,Created at\n#1,,1,2024-01-05\n',
      CUSTOMERS,
      /^orders.csv lacks the column Id/,
    ],
    [HEADER, CUSTOMERS, /^orders.csv has no rows/],
    [ORDERS, 'Email\n', /^customers.csv lacks the column Customer ID/],
  ])('that cannot be used is refused: %#', async (orders, customers, refusal) => {
    expect(await preview(orders, customers)).toEqual({
      refusal: expect.stringMatching(refusal) as string,
    });
    const left = await ground.db.sql.query('select from upload where shop_id = $1', [
      known.shop.id,
    ]);
    expect(left).toEqual([]);
  });
});
