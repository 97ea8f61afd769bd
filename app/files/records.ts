import { parse, type Parser } from 'csv-parse';
import type { BadRows } from './bad-file.ts';
import { encodingOf, utf8Of } from './encoding.ts';
import type { FileSource } from './source.ts';

/** Gets the cells of a record and the physical line on which it begins, from 1. */
export type TakeRecord = (cells: readonly string[], line: number) => void;

/** No honest row is longer; past this a quote was opened and never closed. */
const MAX_RECORD = 1_000_000;

/** How every file is parsed. */
export const PARSER_OPTIONS = {
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MAX_RECORD,
};

const REASONS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote opens in this row and is never closed',
  CSV_MAX_RECORD_SIZE: `the row is longer than ${MAX_RECORD} characters: is a quote not closed?`,
};

const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * Streams the records of a CSV file that are not blank. A row that cannot be told from the rest of
 * the file (a quote that is never closed) ends the reading as a bad row.
 *
 * @param onProgress gets the bytes read so far, after the records in them were taken.
 * @throws BadFile when the encoding is not one we read.
 */
export async function readRecords(
  source: FileSource,
  bad: BadRows,
  take: TakeRecord,
  onProgress?: (bytesRead: number) => void,
): Promise<void> {
  const encoding = await encodingOf(source);
  const parser = parse(PARSER_OPTIONS);
  const lines = new LineCounter(take);
  try {
    await feed(parser, utf8Of(source, encoding), lines, onProgress);
  } catch (error) {
    const reason = REASONS[codeOf(error)];
    if (reason === undefined) throw error;
    bad.add(lines.next, reason);
  }
}

/**
 * The parser works while it is written to: taking its records out at once keeps memory flat and
 * spares a million turns of the event loop.
 */
async function feed(
  parser: Parser,
  chunks: AsyncIterable<{ bytes: Uint8Array; read: number }>,
  lines: LineCounter,
  onProgress?: (bytesRead: number) => void,
): Promise<void> {
  parser.on('error', () => undefined);
  for await (const { bytes, read } of chunks) {
    parser.write(bytes);
    lines.takeAll(parser);
    if (parser.errored) throw parser.errored;
    onProgress?.(read);
  }
  parser.end();
  for await (const cells of parser) lines.take(cells as string[]);
}

/** Counts the lines of the records that pass, those inside quotes and the blank ones too. */
class LineCounter {
  /** The line on which the next record begins. */
  next = 1;
  readonly #take: TakeRecord;

  constructor(take: TakeRecord) {
    this.#take = take;
  }

  takeAll(parser: Parser): void {
    for (;;) {
      const cells = parser.read() as string[] | null;
      if (cells === null) return;
      this.take(cells);
    }
  }

  take(cells: readonly string[]): void {
    const line = this.next;
    this.next += 1;
    for (const cell of cells) {
      if (cell.includes('\n') || cell.includes('\r')) {
        this.next += cell.match(LINE_BREAK)?.length ?? 0;
      }
    }
    if (cells.length > 1 || cells[0]?.trim()) this.#take(cells, line);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
