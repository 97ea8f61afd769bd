import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { BadFile } from './bad-file.ts';

/** A file that can be read from its start more than once. */
export interface FileSource {
  /** What its user calls it: a path or the name of an upload. */
  name: string;
  open(): AsyncIterable<Uint8Array>;
  /** Bytes; null when unknown. */
  size: number | null;
}

const CHUNK_BYTES = 16 * 1024;

/** A file of this machine. @throws BadFile when it is missing, no file, or may not be read. */
export async function fileOnDisk(path: string): Promise<FileSource> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new BadFile(`${path} does not exist: check the path`);
  if (!found.isFile()) throw new BadFile(`${path} is not a file: name a CSV file`);
  await access(path, constants.R_OK).catch(() => {
    throw new BadFile(`${path} may not be read: check its permissions`);
  });
  return {
    name: path,
    size: found.size,
    open: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>,
  };
}

/** A file that came as a whole, under the name its user gave it. */
export function fileInMemory(name: string, bytes: Uint8Array): FileSource {
  return {
    name,
    size: bytes.length,
    // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous
    async *open() {
      for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
        yield bytes.subarray(from, from + CHUNK_BYTES);
      }
    },
  };
}
