import { saveBlob } from '../save-file.ts';

const LINE_FEED = 10;

/**
 * Fetches a table as a file while it is being written, and saves it.
 *
 * @param onRows told how many rows have come, now and then.
 * @returns how many rows it has; null when it did not come whole.
 */
export async function saveList(
  url: string,
  name: string,
  onRows: (rows: number) => void,
): Promise<number | null> {
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) return null;
    const parts: BlobPart[] = [];
    let lines = 0;
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      parts.push(read.value);
      for (const byte of read.value) if (byte === LINE_FEED) lines += 1;
      onRows(Math.max(0, lines - 1));
    }
    saveBlob(new Blob(parts), name);
    return Math.max(0, lines - 1);
  } catch {
    return null;
  }
}
