import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { FileAnalysisOptions } from '#app/analysis/file-analysis.ts';
import { calendarOf, dayOf } from '#app/domain/day.ts';
import { digitsOf } from '#app/domain/money.ts';
import { fileOnDisk } from '#app/files/source.ts';

/** What was asked for cannot be done; the message says what to write instead. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface AnalyzeOptions extends FileAnalysisOptions {
  /** The folder to write to; null: a table on the terminal. */
  out: string | null;
}

const USAGE =
  'npm run analyze -- FILE.csv [--as-of YYYY-MM-DD] [--timezone Asia/Tokyo] [--currency JPY] [--settings FILE.json] [--events FILE.csv] [--out DIR]';

/** Reads the command line. @throws UsageError, BadFile. */
export async function analyzeOptions(args: string[]): Promise<AnalyzeOptions> {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`name one file: ${USAGE}`);
  return {
    orders: await fileOnDisk(file),
    events: values.events === undefined ? null : await fileOnDisk(values.events),
    asOf: values['as-of'] === undefined ? null : readDay(values['as-of']),
    timezone: readTimezone(values.timezone ?? 'Asia/Tokyo'),
    currency: values.currency === undefined ? null : readCurrency(values.currency),
    settings: values.settings === undefined ? null : await readSettings(values.settings),
    out: values.out === undefined ? null : await folderFor(values.out),
  };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        'as-of': text,
        timezone: text,
        currency: text,
        settings: text,
        events: text,
        out: text,
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. Usage: ${USAGE}`);
  }
}

/** A folder to write to; it need not be there yet. */
async function folderFor(path: string): Promise<string> {
  const there = await stat(path).catch(() => null);
  if (there && !there.isDirectory()) {
    throw new UsageError(`--out ${path} is a file: name a folder`);
  }
  return path;
}

function readDay(text: string) {
  if (!z.iso.date().safeParse(text).success) {
    throw new UsageError(`--as-of ${text} is no day: write it as YYYY-MM-DD`);
  }
  return dayOf(text);
}

function readTimezone(text: string): string {
  try {
    calendarOf(text);
    return text;
  } catch {
    throw new UsageError(`--timezone ${text} is no time zone: name one such as Asia/Tokyo`);
  }
}

function readCurrency(text: string): string {
  const currency = text.trim().toUpperCase();
  try {
    digitsOf(currency);
    return currency;
  } catch {
    throw new UsageError(`--currency ${text} is no currency: name one such as JPY or USD`);
  }
}

async function readSettings(path: string): Promise<unknown> {
  await fileOnDisk(path);
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${(error as Error).message}`);
  }
}
