import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { BulkRow } from './operation.ts';

/**
 * Writes lines to a file and says how far it is.
 *
 * @returns the bytes written
 * @throws when the signal ends it
 */
export async function writeRows(
  file: string,
  rows: AsyncIterable<BulkRow>,
  signal: AbortSignal,
  progress: (count: number, roots: number) => void,
): Promise<number> {
  const output = createWriteStream(file);
  let count = 0;
  let roots = 0;
  try {
    for await (const { line, root } of rows) {
      signal.throwIfAborted();
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
