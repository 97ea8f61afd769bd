import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readAdCosts, readCost, readMonth } from './ad-costs-file.ts';
import { BadFile } from './bad-file.ts';
import { fileInMemory } from './source.ts';

const read = (text: string, encoding = 'utf-8', digits = 0) =>
  readAdCosts(fileInMemory('costs.csv', iconv.encode(text, encoding)), digits);

describe('a month', () => {
  it.each([
    ['2026-05', '2026-05'],
    ['2026/5', '2026-05'],
    ['2026/05/01', '2026-05'],
    ['2026-12-1', '2026-12'],
    ['2026年5月', '2026-05'],
    ['２０２６／５', '2026-05'],
    ['May-26', '2026-05'],
    ['dec-2025', '2025-12'],
    ['', null],
    ['5', null],
    ['2026', null],
    ['2026-13', null],
    ['2026-00', null],
    ['2026-05-02', null],
    ['26-05', null],
    ['Mai-26', null],
  ])('%s is %s', (text, month) => {
    expect(readMonth(text)).toBe(month);
  });
});

describe('a cost', () => {
  it.each([
    ['120000', 0, 120_000],
    ['¥120,000', 0, 120_000],
    ['１２０，０００円', 0, 120_000],
    ['0', 0, 0],
    ['12.30', 2, 1_230],
    ['$1,234.5', 2, 123_450],
    ['12.345', 2, null],
    ['12.5', 0, null],
    ['-1', 0, null],
    ['1,23', 0, null],
    ['', 0, null],
    ['free', 0, null],
    ['99999999999999999', 0, null],
  ])('%s with %i digits is %s', (text, digits, cost) => {
    expect(readCost(text, digits)).toBe(cost);
  });
});

describe('a file of costs', () => {
  it.each(['utf-8', 'shift_jis'])('is read in %s, whatever order its columns have', async (as) => {
    expect(
      await read('cost,Source,month\r\n"1,000",チラシ,2026/5\r\n\r\n0,line,2026-06', as),
    ).toEqual([
      { source: 'チラシ', month: '2026-05', cost: 1_000 },
      { source: 'line', month: '2026-06', cost: 0 },
    ]);
  });

  it('names every bad row with its line and what is wrong with it', async () => {
    const text = [
      'source,month,cost',
      'google,2026-05,100',
      ',2026-05,100',
      'line,May,x',
      'google,2026/5/1,200',
    ].join('\n');
    const error: unknown = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadFile);
    expect((error as BadFile).rows).toEqual([
      { line: 3, reason: 'source is missing' },
      { line: 4, reason: 'unreadable month "May"; unreadable amount "x"' },
      { line: 5, reason: 'names the source and month of line 2 again' },
    ]);
  });

  it('needs its three columns', async () => {
    await expect(read('source,month\ngoogle,2026-05')).rejects.toThrow('lacks the column cost');
  });
});
