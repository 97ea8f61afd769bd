import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';

/** How a downloaded table is written: Shift_JIS as Windows writes it, UTF-8 with a BOM. */
export const CSV_ENCODINGS = ['utf-8', 'shift_jis'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

export type CsvCell = string | number | null;

const WINDOWS_SHIFT_JIS = 'cp932';
const BOM = '\ufeff';

/**
 * Rows as a spreadsheet opens them: CRLF, quoted where needed, no cell read as a formula. In
 * Shift_JIS a character that it lacks becomes a question mark.
 */
export function csvRows(rows: readonly (readonly CsvCell[])[], encoding: CsvEncoding): Buffer {
  const text = stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
  return iconv.encode(text, encoding === 'shift_jis' ? WINDOWS_SHIFT_JIS : 'utf-8');
}

/** What stands before the first row. */
export function csvStart(encoding: CsvEncoding): Buffer {
  return Buffer.from(encoding === 'utf-8' ? BOM : '');
}

/** The content type of a table in an encoding. */
export function csvType(encoding: CsvEncoding): string {
  return `text/csv; charset=${encoding}`;
}
