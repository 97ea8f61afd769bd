import { describe, expect, it } from 'vitest';
import { fileOf } from '#tests/factories/files.ts';
import { isoOf } from '../domain/day.ts';
import { BadFile } from './bad-file.ts';
import { readEventsFile, readGoodEvents, type EventRow } from './events-file.ts';

async function eventsOf(content: string, timezone = 'Asia/Tokyo'): Promise<string[]> {
  const events: EventRow[] = [];
  await readEventsFile(fileOf(content), timezone, (event) => events.push(event));
  return events.map(
    ({ customerId, kind, at, day }) =>
      `${customerId} ${kind} ${new Date(at).toISOString()} ${isoOf(day)}`,
  );
}

describe('readEventsFile', () => {
  it('hands over the events in the order of the file', async () => {
    const text = `at,kind,customer_id
2024-01-05 15:00 UTC, contract:paused , c1
2024/1/5,review,NA
2024-01-05 09:03,start-of-use,c1`;
    expect(await eventsOf(text)).toEqual([
      'c1 contract:paused 2024-01-05T15:00:00.000Z 2024-01-06',
      'NA review 2024-01-04T15:00:00.000Z 2024-01-05',
      'c1 start-of-use 2024-01-05T00:03:00.000Z 2024-01-05',
    ]);
    expect(await eventsOf('customer_id,kind,at\n')).toEqual([]);
  });

  it('names its bad rows', async () => {
    const text = `customer_id,kind,at
c1,Review,2024-01-05
,review,2024-01-05
c1,contract:gone,2024-02-30
c1,review`;
    const refusal: unknown = await eventsOf(text).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BadFile);
    expect((refusal as BadFile).rows).toEqual([
      { line: 2, reason: 'unknown event kind "Review"' },
      { line: 4, reason: 'unknown event kind "contract:gone"; unreadable date "2024-02-30"' },
      { line: 5, reason: 'unreadable date: at is empty' },
    ]);
  });

  it('refuses a file without its columns', async () => {
    await expect(eventsOf('customer_id,at\n')).rejects.toThrow('orders.csv lacks the column kind');
    await expect(eventsOf('')).rejects.toThrow('is empty: expected a header customer_id,kind,at');
  });
});

describe('readGoodEvents', () => {
  it('hands over the good rows and tells the bad ones, those the taker dislikes included', async () => {
    const text = `customer_id,kind,at
1,review,2024-01-05
2,applause,2024-01-05
x,review,2024-01-05
3,review,soon
4,survey,2024-01-06,surplus
5,survey,2024-01-06
`;
    const taken: string[] = [];
    const table = await readGoodEvents(fileOf(text), 'Asia/Tokyo', ({ customerId }) => {
      if (customerId === 'x') return 'x is nobody';
      taken.push(customerId);
      return null;
    });
    expect(taken).toEqual(['1', '5']);
    expect(table).toEqual({
      rows: 6,
      bad: {
        count: 4,
        first: [
          { line: 3, reason: 'unknown event kind "applause"' },
          { line: 4, reason: 'x is nobody' },
          { line: 5, reason: 'unreadable date "soon"' },
          { line: 6, reason: 'has 4 cells, the header has 3' },
        ],
      },
    });
  });

  it('names a quote that is never closed, where the reading ends', async () => {
    const text =
      'customer_id,kind,at\n1,review,2024-01-05\n2,"review,2024-01-05\n3,review,2024-01-05\n';
    const table = await readGoodEvents(fileOf(text), 'Asia/Tokyo', () => null);
    expect(table.bad.first).toEqual([
      { line: 3, reason: 'a quote opens in this row and is never closed' },
    ]);
  });

  it('refuses a file without its columns', async () => {
    const read = (text: string) => readGoodEvents(fileOf(text), 'Asia/Tokyo', () => null);
    await expect(read('customer_id,at\n')).rejects.toThrow('orders.csv lacks the column kind');
    await expect(read('')).rejects.toThrow('is empty: expected a header customer_id,kind,at');
  });
});
