import Big from 'big.js';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, shiftJis } from '#tests/factories/files.ts';
import { isoOf } from '../domain/day.ts';
import { toBig, type Amount } from './amount.ts';
import { BadFile } from './bad-file.ts';
import { readOrdersFile, type OrderFile, type OrderRow, type TakeOrderRow } from './orders-file.ts';

const PLAIN = 'customer_id,order_id,ordered_at,amount';
const SHOPIFY =
  'Name,Email,Financial Status,Paid at,Currency,Subtotal,Total,Created at,Lineitem name,Cancelled at,Refunded Amount';

const options = { timezone: 'Asia/Tokyo', currency: null };

interface Read extends OrderFile {
  seen: OrderRow[];
}

interface How {
  chunk?: number;
  currency?: string | null;
  take?: TakeOrderRow;
}

async function read(content: string | Uint8Array, how: How = {}): Promise<Read> {
  const { chunk, currency = null, take = () => null } = how;
  const seen: OrderRow[] = [];
  const file = await readOrdersFile(fileOf(content, chunk), { ...options, currency }, (row) => {
    seen.push(row);
    return take(row);
  });
  return { ...file, seen };
}

/** The named bad rows of a file that must not pass, as `line: reason`. */
async function badRowsOf(content: string, how: How = {}): Promise<string[]> {
  const refusal: unknown = await read(content, how).catch((error: unknown) => error);
  if (!(refusal instanceof BadFile)) throw new Error('the file passed');
  return refusal.rows.map(({ line, reason }) => `${line}: ${reason}`);
}

const said = (amount: Amount) =>
  amount instanceof Big ? amount.toFixed() : `${amount.units}/${amount.digits}`;
const brief = (row: OrderRow) =>
  row.amount === null
    ? `${row.line} ${row.orderId} ${row.customerId} goes on`
    : `${row.line} ${row.orderId} ${row.customerId} ${isoOf(row.day)} ` +
      `${said(row.amount)}${row.counts ? '' : ' not counted'}`;

const briefs = async (...how: Parameters<typeof read>) => (await read(...how)).seen.map(brief);

describe('a plain file of orders', () => {
  it('hands over its rows as they are', async () => {
    const text = `${PLAIN},currency,product,quantity,unit_price
c1,o1,2024-01-05,1980,JPY,茶,1,1980
 C1 , o2 ,2024/1/5 9:03,-500.50,jpy,,,
,o3,2024-01-05T15:00:00Z,0,,,,
c2,o1,2024-01-04,20`;
    expect(await read(text)).toMatchObject({ form: 'plain', currency: 'JPY', rows: 4 });
    expect(await briefs(text)).toEqual([
      '2 o1 c1 2024-01-05 1980/0',
      '3 o2 C1 2024-01-05 -5005/1',
      '4 o3 null 2024-01-06 0/0',
      '5 o1 c2 2024-01-04 20/0',
    ]);
    expect((await read(text)).seen[0]).toMatchObject({ whole: false, counts: true });
  });

  it('takes ids that look like nothing for names', async () => {
    const text = `${PLAIN}\nNA,null,2024-01-05,1\nnull,0,2024-01-05,1\n0,NaN,2024-01-05,1\n`;
    expect(await briefs(text)).toEqual([
      '2 null NA 2024-01-05 1/0',
      '3 0 null 2024-01-05 1/0',
      '4 NaN 0 2024-01-05 1/0',
    ]);
  });

  it('finds its columns in any order and case, among others', async () => {
    const text =
      '\ufeff AMOUNT ,Note,Order_ID,ordered_at,note,Customer_Id\n12,x,o1,2024-01-05,y,c1\n';
    expect(await briefs(text)).toEqual(['2 o1 c1 2024-01-05 12/0']);
  });

  it('needs no row and no currency', async () => {
    const nothing = { form: 'plain', currency: null, rows: 0, seen: [] };
    expect(await read(PLAIN)).toEqual(nothing);
    expect(await read(`\n\n${PLAIN}\r\n\r\n`)).toEqual(nothing);
    expect(await read(PLAIN, { currency: 'usd' })).toEqual({ ...nothing, currency: 'USD' });
  });

  it('names every bad row with all its reasons', async () => {
    const text = `${PLAIN},currency
c1,,2024-01-05,1,JPY
c1,o2,2024-13-01,1,JPY
c1,o3,2024-01-05,"1,980",JPY

"c
1",o4,,,usd
c1,o5,2024-01-05,1,JPY,
c1,o6,2024-01-05,1,JPY,,extra
c1,o7
c1,o8,2024-01-05,1,ZZZ`;
    expect(await badRowsOf(text)).toEqual([
      '2: order_id is missing',
      '3: unreadable date "2024-13-01"',
      '4: unreadable amount "1,980"',
      '6: unreadable date: ordered_at is empty; unreadable amount: amount is empty; ' +
        'currency USD contradicts JPY, which the file names first',
      '9: has 7 cells, the header has 5',
      '10: unreadable date: ordered_at is empty; unreadable amount: amount is empty',
      '11: "ZZZ" is not a currency of ISO 4217',
    ]);
  });

  it('reports what the taker objects to, and does not hand over bad rows', async () => {
    const text = `${PLAIN}\nc1,o1,2024-01-05,1\nc2,o1,2024-01-05,1\nc3,o1,x,1\n`;
    const lines: number[] = [];
    const take = ({ line, customerId }: OrderRow) => {
      lines.push(line);
      return customerId === 'c2' ? 'order o1 is of c1' : null;
    };
    expect(await badRowsOf(text, { take })).toEqual([
      '3: order o1 is of c1',
      '4: unreadable date "x"',
    ]);
    expect(lines).toEqual([2, 3]);
  });

  it('holds every row to the currency asked for', async () => {
    const text = `${PLAIN},currency\nc1,o1,2024-01-05,1,\nc1,o2,2024-01-05,1,JPY\n`;
    expect(await badRowsOf(text, { currency: 'EUR' })).toEqual([
      '3: currency JPY contradicts EUR, which was asked for',
    ]);
    expect(await read(text, { currency: 'JPY' })).toMatchObject({ currency: 'JPY' });
  });

  it('reads on to count all bad rows, and names twenty', async () => {
    const text = `${PLAIN}\n${'c1,o1,2024-01-05,?\n'.repeat(30)}`;
    await expect(read(text)).rejects.toMatchObject({
      message: 'orders.csv has 30 bad rows',
      count: 30,
      rows: Array.from({ length: 20 }, (_, i) => ({
        line: i + 2,
        reason: 'unreadable amount "?"',
      })),
    });
  });

  it('cuts long values, between characters', async () => {
    const text = `${PLAIN}\nc1,o1,${'😀'.repeat(100)},1`;
    expect(await badRowsOf(text)).toEqual([`2: unreadable date "${'😀'.repeat(40)}…"`]);
  });

  it('names the line of a quote that is never closed, after the bad rows before it', async () => {
    const text = `${PLAIN}\nc1,o1,x,1\nc1,o2,2024-01-05,1\nc1,"o3,2024-01-05,1\nc1,o4,2024-01-05,1`;
    expect(await badRowsOf(text)).toEqual([
      '2: unreadable date "x"',
      '4: a quote opens in this row and is never closed',
    ]);
  });

  it('reads Shift_JIS byte by byte', async () => {
    const text = `${PLAIN},product\r\n表,ソ1,2024/01/05,1980,能ソ表\r\n`;
    expect(await briefs(shiftJis(text), { chunk: 1 })).toEqual(['2 ソ1 表 2024-01-05 1980/0']);
  });

  it('gives back every table that is written, however it is cut', async () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('ab",\n 表é😀')), maxLength: 5 });
    const row = fc.record({
      customer: name,
      order: name.filter((text) => text.trim() !== ''),
      units: fc.integer({ min: -99_999, max: 99_999 }),
      product: name,
    });
    const tables = fc.array(row, { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 50 }), async (rows, chunk) => {
        const cells = rows.map(({ customer, order, units, product }) => [
          customer,
          order,
          '2024-01-05',
          (units / 100).toFixed(2),
          product,
        ]);
        const text = stringify([[...PLAIN.split(','), 'product'], ...cells]);
        const { seen } = await read(text, { chunk });
        expect(seen.map(({ customerId, orderId }) => [customerId, orderId])).toEqual(
          rows.map(({ customer, order }) => [customer.trim() || null, order.trim()]),
        );
        expect(seen.map(({ amount }) => toBig(amount!).toNumber())).toEqual(
          rows.map(({ units }) => units / 100),
        );
      }),
    );
  });
});

describe("Shopify's export of orders", () => {
  it('reads the facts of first rows and passes on the others', async () => {
    const text = `${SHOPIFY}
#1001, A@Example.com ,paid,2024-01-05 23:59:59 +0900,JPY,1800,1980.00,2024-01-05 23:59:59 +0900,茶,,0.00
#1001,A@Example.com,,,,,,2024-01-05 23:59:59 +0900,碗,,
#1002,,paid,,JPY,,500.50,2024-01-05 10:00:00 -0500,茶,,100.25
#1001,,,,,,,,皿,,`;
    expect(await read(text)).toMatchObject({ form: 'shopify', currency: 'JPY', rows: 4 });
    expect(await briefs(text)).toEqual([
      '2 #1001 a@example.com 2024-01-05 1980/0',
      '3 #1001 a@example.com goes on',
      '4 #1002 null 2024-01-06 40025/2',
      '5 #1001 null goes on',
    ]);
    expect((await read(text)).seen[0]).toMatchObject({ whole: true });
  });

  it('does not count cancelled orders nor those worth nothing', async () => {
    const text = `${SHOPIFY}
#1,a@b.c,,,,,100,2024-01-05,,2024-01-06 10:00:00 +0900,
#2,a@b.c,,,,,100,2024-01-05,,,100.00
#3,a@b.c,,,,,100,2024-01-05,,,150
#4,a@b.c,,,,,0,2024-01-05,,,
#5,a@b.c,,,,,100,2024-01-05,,,99.5`;
    expect(await briefs(text)).toEqual([
      '2 #1 a@b.c 2024-01-05 100/0 not counted',
      '3 #2 a@b.c 2024-01-05 0/0 not counted',
      '4 #3 a@b.c 2024-01-05 -50/0 not counted',
      '5 #4 a@b.c 2024-01-05 0/0 not counted',
      '6 #5 a@b.c 2024-01-05 5/1',
    ]);
  });

  it('needs only four columns', async () => {
    const text = 'Total,NAME,created at,email\n5,#1,2024-01-05,X@y.z\n';
    expect(await briefs(text)).toEqual(['2 #1 x@y.z 2024-01-05 5/0']);
  });

  it('names every bad row once, further rows of a bad one left alone', async () => {
    const text = `${SHOPIFY}
#1,a@b.c,,,JPY,,abc,2024-01-05,,,
#1,a@b.c,,,,,,2024-01-05,,,
#2,a@b.c,,,JPY,,100,,,,x
,a@b.c,,,JPY,,100,2024-01-05,,,
#3,a@b.c,,,JPY,,,2024-01-05,,,
#4,a@b.c,,,USD,,9007199254740991,2024-01-05,,,-1
#5,a@b.c,,,JPY,,5,2024-01-05,,,
,,,,EUR,,,,,,`;
    const take = (row: OrderRow) =>
      row.amount === null ? 'unreadable amount: Total is empty' : null;
    expect(await badRowsOf(text, { take })).toEqual([
      '2: unreadable amount "abc"',
      '4: unreadable date: Created at is empty; unreadable amount "x"',
      '5: Name is missing',
      '6: unreadable amount: Total is empty',
      '7: currency USD contradicts JPY, which the file names first',
      '9: Name is missing; currency EUR contradicts JPY, which the file names first',
    ]);
  });
});

describe('a file that is none of orders', () => {
  it.each([
    ['', `is empty: expected a header ${PLAIN}`],
    ['\ufeff', `is empty: expected a header ${PLAIN}`],
    ['\n \r\n\n', `is empty: expected a header ${PLAIN}`],
    ['customer_id,order_id', 'lacks ordered_at, amount of the plain form in its header'],
    ['Name,Email,Total', "lacks Created at of Shopify's export in its header"],
    ['a;b', 'lacks customer_id, order_id, ordered_at, amount of the plain form in its header'],
    [`${PLAIN}, Amount`, 'has the column amount twice: keep one'],
    [`${PLAIN},currency,Currency`, 'has the column currency twice: keep one'],
  ])('is refused: %j', async (text, fault) => {
    await expect(read(text)).rejects.toMatchObject({
      name: 'BadFile',
      message: `orders.csv ${fault}`,
      count: 0,
    });
  });

  it('is refused at once for a zone that is none', async () => {
    const reading = readOrdersFile(
      fileOf(PLAIN),
      { timezone: 'Asia/Edo', currency: null },
      () => null,
    );
    await expect(reading).rejects.toThrow(RangeError);
  });
});
