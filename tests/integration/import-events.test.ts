import { beforeEach, describe, expect, it } from 'vitest';
import { previewEvents } from '#app/commands/import-events.ts';
import { acceptUpload, cancelUpload } from '#app/commands/uploads.ts';
import { saveOrders } from '#app/store/orders.ts';
import { hasStale } from '#app/store/recompute.ts';
import {
  acceptedUploads,
  forgetUploads,
  newestUploads,
  readUpload,
  readUploadBody,
} from '#app/store/uploads.ts';
import { importUpload } from '#workers/handlers/import.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { shiftJis } from '../factories/files.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;

/** Customers 1 and 2 are known. */
beforeEach(async () => {
  known = await knownShop(ground.db);
  const orders = [anOrder({ id: 1n }), anOrder({ id: 2n, customerId: 2n })];
  await saveOrders(known.shop, orders, { because: 'order' });
  await bringUpToDate(known.shop, known.context);
});

const CSV = `customer_id,kind,at
1,review,2026-01-05
gid://shopify/Customer/1,review,2026-01-05
2,contract:paused,2026-01-06 09:00
77,review,2026-01-05
2,applause,2026-01-07
hanako,review,2026-01-07
77,survey,2026-01-05
`;

const preview = (text: string | Uint8Array, name = 'events.csv') =>
  previewEvents(known.shop, {
    name,
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    by: 'hanako',
  });

async function kept(text: string): Promise<bigint> {
  const previewed = await preview(text);
  if (!('id' in previewed)) throw new Error(previewed.refusal);
  return previewed.id;
}

async function takeOver(text: string): Promise<unknown> {
  const id = await kept(text);
  await acceptUpload(known.shop, known.enqueue, id);
  await importUpload(known.shop, id, known.context);
  return (await readUpload(known.shop, id))?.report;
}

async function stored(): Promise<string[]> {
  const rows = await ground.db.sql.query<{ text: string }>(
    `select concat_ws(' ', customer_id, kind, extract(epoch from at)::bigint, source, recorded_by)
       as text from customer_event where shop_id = $1 order by id`,
    [known.shop.id],
  );
  return rows.map(({ text }) => text);
}

const AT_5_JANUARY = Date.parse('2026-01-04T15:00:00Z') / 1000;
const AT_6_JANUARY = Date.parse('2026-01-06T00:00:00Z') / 1000;

describe('a file of events', () => {
  it('is previewed and changes nothing', async () => {
    const previewed = await preview(CSV);
    expect(previewed).toMatchObject({
      preview: {
        rows: 7,
        good: 3,
        alreadyThere: 0,
        unknown: { count: 2, first: ['77'] },
        errors: {
          count: 2,
          first: [
            { line: 6, reason: 'unknown event kind "applause"' },
            { line: 7, reason: 'customer_id "hanako" is no number of a Shopify customer' },
          ],
        },
        kinds: { review: 2, 'contract:paused': 1 },
      },
    });
    expect(await stored()).toEqual([]);
    expect(await newestUploads(known.shop, 'events', 5)).toMatchObject([
      { status: 'previewed', fileName: 'events.csv', uploadedBy: 'hanako' },
    ]);
  });

  it('accepted brings its good rows and marks their customers; its content goes', async () => {
    const id = await kept(CSV);
    expect(await acceptUpload(known.shop, known.enqueue, id)).toBe(true);
    expect(known.asked.at(-1)).toEqual({
      name: 'import',
      payload: { shopId: known.shop.id, uploadId: Number(id) },
    });
    expect(await acceptedUploads(known.shop)).toEqual([id]);
    await importUpload(known.shop, id, known.context);
    expect(await stored()).toEqual([
      `1 review ${AT_5_JANUARY} csv hanako`,
      `1 review ${AT_5_JANUARY} csv hanako`,
      `2 contract:paused ${AT_6_JANUARY} csv hanako`,
    ]);
    expect(await readUpload(known.shop, id)).toMatchObject({
      status: 'done',
      rowsDone: 5,
      report: { rows: 7, added: 3, hadAlready: 0, ofNobody: 2, errors: { count: 2 } },
    });
    expect(await readUploadBody(known.shop, id)).toBe(null);
    expect(await hasStale(known.shop)).toBe(true);
    expect(await acceptUpload(known.shop, known.enqueue, id)).toBe(false);
    expect(await cancelUpload(known.shop, id)).toBe(false);
  });

  it('a second time adds nothing, and with one more review one', async () => {
    await takeOver(CSV);
    const again = await preview(CSV);
    expect(again).toMatchObject({ preview: { good: 0, alreadyThere: 3, kinds: {} } });
    expect(await takeOver(CSV)).toMatchObject({ added: 0, hadAlready: 3 });
    const more = CSV.replace('\n', '\n1,review,2026-01-05\n');
    expect(await takeOver(more)).toMatchObject({ added: 1, hadAlready: 3 });
    expect(await stored()).toHaveLength(4);
  });

  it('killed in the middle goes on from there and counts every row once', async () => {
    const rows = Array.from(
      { length: 4_500 },
      (_, index) => `1,review,2020-01-01 00:00:${index % 60}`,
    );
    const text = ['customer_id,kind,at', ...rows].join('\n').replaceAll(/:(\d)$/gm, ':0$1');
    const id = await kept(text);
    await acceptUpload(known.shop, known.enqueue, id);
    const stopping = new AbortController();
    const dying = {
      ...known.context,
      stopping: stopping.signal,
      enqueue: () => {
        stopping.abort();
        return Promise.resolve();
      },
    };
    await importUpload(known.shop, id, dying);
    expect(await readUpload(known.shop, id)).toMatchObject({ status: 'accepted', rowsDone: 2_000 });
    await Promise.all([
      importUpload(known.shop, id, known.context),
      importUpload(known.shop, id, known.context),
    ]);
    await importUpload(known.shop, id, known.context);
    expect(await readUpload(known.shop, id)).toMatchObject({
      status: 'done',
      report: { added: 4_500, hadAlready: 0 },
    });
    expect(await stored()).toHaveLength(4_500);
  });

  it('cancelled or forgotten leaves no content behind', async () => {
    const id = await kept(CSV);
    expect(await cancelUpload(known.shop, id)).toBe(true);
    expect(await readUploadBody(known.shop, id)).toBe(null);
    const other = await kept(CSV);
    await forgetUploads(known.shop);
    expect(await readUpload(known.shop, other)).not.toBe(null);
    await ground.db.sql.query(`update upload set uploaded_at = now() - interval '25 hours'`);
    await forgetUploads(known.shop);
    expect(await readUpload(known.shop, other)).toBe(null);
  });

  it.each([
    ['customer_id,at\n1,2026-01-01\n', 'events.csv lacks the column kind'],
    ['', 'events.csv is empty: expected a header customer_id,kind,at'],
    ['customer_id,kind,at\n', 'events.csv has no rows below its header'],
    [new Uint8Array([0xff, 0xfe, 0x41, 0]), 'events.csv is UTF-16: save it as CSV UTF-8'],
    [new Uint8Array(20 * 1024 * 1024 + 1), 'events.csv is larger than 20 MB: split it'],
  ])('that cannot be used is refused: %#', async (text, refusal) => {
    expect(await preview(text)).toEqual({ refusal });
    expect(await newestUploads(known.shop, 'events', 5)).toEqual([]);
  });

  it('may be Shift_JIS', async () => {
    const text = shiftJis('customer_id,kind,at,備考\n1,review,2026/1/5,良い\n');
    expect(await preview(text)).toMatchObject({ preview: { good: 1, errors: { count: 0 } } });
  });
});
