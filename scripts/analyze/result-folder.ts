import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { CUSTOMERS_HEADER, customerLines } from '#app/analysis/customers-csv.ts';
import type { FileAnalysis } from '#app/analysis/file-analysis.ts';
import { Counter, summaryOf } from '#app/analysis/summary.ts';

const CHARACTERS_AT_ONCE = 65_536;

/**
 * Writes `customers.csv` and `summary.json`; both take their names only when they are complete.
 *
 */
export async function writeResults(file: FileAnalysis, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const customers = path.join(folder, 'customers.csv');
  const summary = path.join(folder, 'summary.json');
  const counted = await writeCustomers(file, `${customers}.part`);
  await writeFile(`${summary}.part`, `${JSON.stringify(summaryOf(file, counted), null, 2)}\n`);
  await rename(`${customers}.part`, customers);
  await rename(`${summary}.part`, summary);
}

async function writeCustomers(file: FileAnalysis, to: string): Promise<Counter> {
  const counted = new Counter(file.analysis.asOf);
  const out = createWriteStream(to);
  const line = customerLines(file.digits);
  let text = CUSTOMERS_HEADER;
  for (const row of file.analysis.rows()) {
    counted.add(row);
    text += line(row);
    if (text.length < CHARACTERS_AT_ONCE) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await finished(out);
  return counted;
}
