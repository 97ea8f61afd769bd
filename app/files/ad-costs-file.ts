import type { AdCostCell } from '../domain/ad-costs.ts';
import { isPositive, readAmount, toBig } from './amount.ts';
import type { BadRows } from './bad-file.ts';
import { cellAt, type Header } from './header.ts';
import { quoted, unreadable } from './reasons.ts';
import type { TakeRecord } from './records.ts';
import type { FileSource } from './source.ts';
import { readTable } from './table.ts';

/** The header of a file of costs. */
export const AD_COST_COLUMNS = ['source', 'month', 'cost'] as const;

/** No source is longer. */
export const LONGEST_SOURCE = 255;

/**
 * Reads a file `source,month,cost`, in UTF-8 or Shift_JIS.
 *
 * @param digits how many the shop's currency has.
 * @throws BadFile with all bad rows: unreadable ones, and a cell that is there twice.
 */
export async function readAdCosts(source: FileSource, digits: number): Promise<AdCostCell[]> {
  const rows: AdCostCell[] = [];
  await readTable(source, AD_COST_COLUMNS.join(), (header, bad) =>
    costRows(header, bad, digits, (row) => rows.push(row)),
  );
  return rows;
}

function costRows(
  header: Header,
  bad: BadRows,
  digits: number,
  take: (row: AdCostCell) => void,
): TakeRecord {
  const [atSource, atMonth, atCost] = AD_COST_COLUMNS.map((name) => header.need(name));
  const lines = new Map<string, number>();
  return (cells, line) => {
    const source = cellAt(cells, atSource ?? null);
    const monthText = cellAt(cells, atMonth ?? null);
    const costText = cellAt(cells, atCost ?? null);
    const month = readMonth(monthText);
    const cost = readCost(costText, digits);
    if (source === '') bad.add(line, 'source is missing');
    if (source.length > LONGEST_SOURCE) bad.add(line, `source ${quoted(source)} is too long`);
    if (month === null) bad.add(line, `unreadable month ${quoted(monthText)}`);
    if (cost === null) bad.add(line, unreadable('amount', 'cost', costText));
    if (month === null || cost === null || bad.includes(line)) return;
    const cell = JSON.stringify([source, month]);
    const before = lines.get(cell);
    if (before !== undefined) {
      bad.add(line, `names the source and month of line ${before} again`);
      return;
    }
    lines.set(cell, line);
    take({ source, month, cost });
  };
}

const NUMERIC = /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]0?1)?$/;
/** What spreadsheets make of 2026-05 in English. */
const NAMED = /^([a-z]{3})-(\d{2}|\d{4})$/i;
const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CENTURY = 2_000;

/**
 * A month as people and spreadsheets write it (`2026-05`, `2026/5`, `2026/5/1`, `2026年5月`,
 * `May-26`), as an ISO month; null for anything else.
 */
export function readMonth(text: string): string | null {
  const [, year, number] = NUMERIC.exec(text.normalize('NFKC')) ?? [];
  if (year !== undefined) return isoOf(Number(year), Number(number));
  const [, name = '', short = ''] = NAMED.exec(text) ?? [];
  const written = Number(short);
  return isoOf(
    written < CENTURY ? CENTURY + written : written,
    NAMES.indexOf(name.toLowerCase()) + 1,
  );
}

function isoOf(year: number, month: number): string | null {
  if (year < CENTURY || month < 1 || month > NAMES.length) return null;
  return `${year}-${String(month).padStart(2, '0')}`;
}

/**
 * An amount of money of 0 or more as people write it (`¥120,000`), in minor units; null for anything
 * else, also for one with more digits than the currency has.
 */
export function readCost(text: string, digits: number): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/^[¥$€£]/, '')
    .replace(/円$/, '');
  const amount = readAmount(
    /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain,
  );
  if (amount === null) return null;
  const minor = toBig(amount).times(10 ** digits);
  if (!isPositive(amount) && !minor.eq(0)) return null;
  return minor.round(0).eq(minor) && minor.lte(Number.MAX_SAFE_INTEGER) ? minor.toNumber() : null;
}
