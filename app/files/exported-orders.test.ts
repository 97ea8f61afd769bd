import { describe, expect, it } from 'vitest';
import { fileOf } from '#tests/factories/files.ts';
import { readExportedCustomers } from './exported-customers.ts';
import { readExportedOrders, type ExportedOrders } from './exported-orders.ts';

const HEADER =
  'Name,Email,Currency,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at,Refunded Amount,Location,Id,Tags,Source,Lineitem discount';

function read(rows: string[], currency = 'JPY', header = HEADER): Promise<ExportedOrders> {
  return readExportedOrders(fileOf([header, ...rows, ''].join('\n')), {
    timezone: 'Asia/Tokyo',
    currency,
  });
}

const reasons = async (rows: string[]) =>
  (await read(rows)).bad.first.map(({ line, reason }) => `${line}: ${reason}`);

describe('readExportedOrders', () => {
  it('reads an order whole, with a line item from each of its rows', async () => {
    const { orders, rows, bad } = await read([
      `#1001, Hanako@Example.com ,JPY,5400,"A,B",600,2024-01-05 09:03:00 +0900,2,茶,2500,TEA-1,,400,Ginza,'5012345678901,"gift, vip",pos,100`,
      '#1001,hanako@example.com,,,,,,1,菓子,1000,,,,,,,,0',
    ]);
    expect([rows, bad.count]).toEqual([2, 0]);
    expect(orders).toEqual([
      {
        id: 5_012_345_678_901n,
        name: '#1001',
        email: 'hanako@example.com',
        createdAt: Date.parse('2024-01-05T00:03:00Z'),
        cancelledAt: null,
        total: 5_400,
        refunded: 400,
        discount: 600,
        discountCodes: ['A', 'B'],
        tags: ['gift', 'vip'],
        source: 'pos',
        location: 'Ginza',
        lines: [
          { title: '茶', sku: 'TEA-1', quantity: 2, sales: 4_900 },
          { title: '菓子', sku: null, quantity: 1, sales: 1_000 },
        ],
      },
    ]);
  });

  it('takes dates without an offset as the shop’s, and amounts in the currency’s digits', async () => {
    const { orders } = await read(
      ['#1,,USD,19.99,,,2024/1/5 00:30,3,tea,6.50,,2024-01-06,0.0,,7,,web,'],
      'USD',
    );
    expect(orders).toMatchObject([
      {
        id: 7n,
        email: null,
        createdAt: Date.parse('2024-01-04T15:30:00Z'),
        cancelledAt: Date.parse('2024-01-05T15:00:00Z'),
        total: 1_999,
        lines: [{ sales: 1_950 }],
      },
    ]);
  });

  it('tells bad rows and keeps the good ones', async () => {
    const good = '#9,a@b.jp,JPY,100,,,2024-01-05,1,tea,100,,,,,9,,web,';
    const rows = [
      '#1,a@b.jp,JPY,1,,,soon,1,tea,1,,,,,1,,web,',
      '#1,,,,,,,x,tea,1,,,,,,,,',
      '#2,a@b.jp,JPY,"1,000",,,2024-01-05,1,tea,1,,,,,2,,web,',
      '#3,a@b.jp,JPY,1,,,2024-01-05,1,tea,1,,,,,5.01E+12,,web,',
      '#4,a@b.jp,USD,1,,,2024-01-05,1,tea,1,,,,,4,,web,',
      '#5,,,,,,,1,tea,1,,,,,,,,',
      good,
      '#9,,,,,,,1.5,tea,1,,,,,,,,',
      '#9,,,,,,,1,tea,free,,,,,,,,',
      good.replace(',9,,', ',10,,'),
      ',a@b.jp,JPY,1,,,2024-01-05,1,tea,1,,,,,11,,web,',
    ];
    expect(await reasons(rows)).toEqual([
      '2: unreadable date "soon"',
      '4: unreadable amount "1,000"',
      '5: Id "5.01E+12" is no number of a Shopify order',
      '6: currency USD contradicts JPY, which was asked for',
      '7: the first row of #5, with its Total, is missing',
      '9: Lineitem quantity "1.5" is no whole number',
      '10: unreadable amount "free"',
      '11: #9 stands for two orders',
      '12: Name is missing',
    ]);
    const { orders } = await read(rows);
    expect(orders).toMatchObject([{ id: 9n, lines: [{ title: 'tea', sales: 100 }] }]);
  });

  it('refuses a file without ids, with the remedy', async () => {
    const header = 'Name,Email,Total,Created at';
    await expect(read([], 'JPY', header)).rejects.toThrow(
      'orders.csv lacks the column Id: export the orders from Shopify',
    );
    await expect(read([], 'JPY', 'Id,Name,Email,Total')).rejects.toThrow(
      'orders.csv lacks the column Created at',
    );
  });
});

describe('readExportedCustomers', () => {
  it('says whose an e-mail address is', async () => {
    const text = `Customer ID,First Name,Email
'11,花子, Hanako@Example.com
12,,
13,,taro@example.com
14,,TARO@example.com
first,,x@example.com
`;
    const { byEmail, rows, bad } = await readExportedCustomers(fileOf(text));
    expect([...byEmail]).toEqual([
      ['hanako@example.com', 11n],
      ['taro@example.com', 13n],
    ]);
    expect(rows).toBe(5);
    expect(bad.first).toEqual([
      { line: 5, reason: 'customer 14 has the same Email as customer 13' },
      { line: 6, reason: 'Customer ID "first" is no number of a Shopify customer' },
    ]);
  });

  it('refuses a file without its columns', async () => {
    await expect(readExportedCustomers(fileOf('Email\n'))).rejects.toThrow(
      'lacks the column Customer ID',
    );
  });
});
