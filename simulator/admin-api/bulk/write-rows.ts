import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BulkRow } from './operation.ts';

const TICK_MS = 20;

/**
 * Writes lines to a file, so many a second, and says how far it is.
 *
 * @returns the bytes written
 * @throws when the signal ends it
 */
export async function writeRows(
  file: string,
  rows: Iterable<BulkRow>,
  rate: number,
  signal: AbortSignal,
  progress: (count: number, roots: number) => void,
): Promise<number> {
  const output = createWriteStream(file);
  const started = performance.now();
  const allowed = () => ((performance.now() - started) / 1000) * rate;
  let count = 0;
  let roots = 0;
  try {
    for (const { line, root } of rows) {
      signal.throwIfAborted();
      while (count >= allowed()) await sleep(TICK_MS, undefined, { signal });
      if (!output.write(`${line}\n`)) await once(output, 'drain', { signal });
      count += 1;
      roots += Number(root);
      progress(count, roots);
    }
  } finally {
    output.end();
    await once(output, 'close');
  }
  signal.throwIfAborted();
  return output.bytesWritten;
}
