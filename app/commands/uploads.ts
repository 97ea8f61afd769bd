import { BadFile } from '../files/bad-file.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { cancel, markAccepted } from '../store/uploads.ts';

/** A file as it came. */
export interface NewFile {
  /** What its user calls it. */
  name: string;
  bytes: Uint8Array;
  /** Who hands it in. */
  by: string | null;
}

/** A file that was kept with what it would do, or an English sentence saying why it cannot be read. */
export type Previewed<Preview> = { id: bigint; preview: Preview } | { refusal: string };

/** So many examples are shown. */
export const SHOWN = 20;

const MEGABYTE = 1024 * 1024;
const LARGEST_MEGABYTES = 20;

/** @throws BadFile for a file that is larger than we take. */
export function refuseTooLarge({ name, bytes }: NewFile): void {
  if (bytes.length > LARGEST_MEGABYTES * MEGABYTE) {
    throw new BadFile(`${name} is larger than ${LARGEST_MEGABYTES} MB: split it`);
  }
}

/** Turns a file that cannot be used into a refusal. */
export async function orRefusal<Preview>(
  read: () => Promise<Previewed<Preview>>,
): Promise<Previewed<Preview>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BadFile) return { refusal: error.message };
    throw error;
  }
}

/**
 * Takes a previewed file over, in the background: its good rows only.
 *
 * @returns false when it does not wait for that (any more).
 */
export async function acceptUpload(shop: Shop, enqueue: Enqueue, id: bigint): Promise<boolean> {
  const accepted = await markAccepted(shop, id);
  if (accepted) await enqueue('import', { shopId: shop.id, uploadId: Number(id) });
  return accepted;
}

/** Erases a previewed file. @returns false when it is too late. */
export function cancelUpload(shop: Shop, id: bigint): Promise<boolean> {
  return cancel(shop, id);
}
