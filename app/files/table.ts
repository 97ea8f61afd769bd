import { BadFile, BadRows, type BadRowSummary } from './bad-file.ts';
import { Header } from './header.ts';
import { readRecords, type TakeRecord } from './records.ts';
import type { FileSource } from './source.ts';

/** Makes the reader of the rows once the header is known; what it dislikes of a row it adds to `bad`. */
export type BeginTable = (header: Header, bad: BadRows) => TakeRecord;

/**
 * Reads a CSV file with a header to its end, then refuses it if any row was bad.
 *
 * @param expected the header that an empty file lacks, for its message.
 * @returns how many rows it has.
 * @throws BadFile
 */
export async function readTable(
  source: FileSource,
  expected: string,
  begin: BeginTable,
  onProgress?: (bytesRead: number) => void,
): Promise<number> {
  const bad = new BadRows();
  const rows = await readRows(source, begin, bad, onProgress);
  bad.refuse(source.name);
  return refuseEmpty(source, expected, rows);
}

/** What a file with bad rows has. */
export interface LenientTable {
  /** Rows below the header, bad ones included, blank ones left out. */
  rows: number;
  bad: BadRowSummary;
}

/**
 * As `readTable`, but bad rows are told and left out. A row that cannot be told from the rest of the
 * file ends the reading.
 *
 * @throws BadFile for a bad header or encoding.
 */
export async function readGoodRows(
  source: FileSource,
  expected: string,
  begin: BeginTable,
): Promise<LenientTable> {
  const bad = new BadRows();
  const rows = refuseEmpty(source, expected, await readRows(source, begin, bad));
  return { rows, bad: bad.summary() };
}

/** How many rows there are; null without a header. */
async function readRows(
  source: FileSource,
  begin: BeginTable,
  bad: BadRows,
  onProgress?: (bytesRead: number) => void,
): Promise<number | null> {
  const table = { width: 0, rows: 0, takeRow: null as TakeRecord | null };
  const takeRecord: TakeRecord = (cells, line) => {
    if (!table.takeRow) {
      table.takeRow = begin(new Header(source.name, cells), bad);
      table.width = cells.length;
      return;
    }
    table.rows += 1;
    if (hasSurplus(cells, table.width)) {
      bad.add(line, `has ${cells.length} cells, the header has ${table.width}`);
    }
    table.takeRow(cells, line);
  };
  await readRecords(source, bad, takeRecord, onProgress);
  return table.takeRow && table.rows;
}

function refuseEmpty(source: FileSource, expected: string, rows: number | null): number {
  if (rows === null) {
    throw new BadFile(`${source.name} is empty: expected a header ${expected}`);
  }
  return rows;
}

function hasSurplus(cells: readonly string[], width: number): boolean {
  return cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '');
}
