import { describe, expect, it } from 'vitest';
import { csvRows, csvStart } from './csv-file.ts';

describe('a table for a spreadsheet', () => {
  it('quotes what needs it and ends rows as Windows does', () => {
    const bytes = csvRows([['名前', 'a,b', 'say "x"', null, 1.5]], 'utf-8');
    expect(bytes.toString()).toBe('名前,"a,b","say ""x""",,1.5\r\n');
    expect(csvStart('utf-8')).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('is Shift_JIS of Windows, without a BOM, and marks what it lacks', () => {
    const bytes = csvRows([['表①髙😀']], 'shift_jis');
    expect(bytes.subarray(0, 6)).toEqual(Buffer.from([0x95, 0x5c, 0x87, 0x40, 0xfb, 0xfc]));
    expect(bytes.subarray(6).toString()).toMatch(/^\?+\r\n$/);
    expect(csvStart('shift_jis')).toHaveLength(0);
  });

  it.each(['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    'takes %j for text, not for a formula',
    (text) => {
      const [cell = ''] = csvRows([[text]], 'utf-8')
        .toString()
        .split('\r\n');
      expect(cell.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('leaves numbers below zero as they are', () => {
    expect(csvRows([[-5, 0]], 'utf-8').toString()).toBe('-5,0\r\n');
  });
});
