import type { FileSource } from '#app/files/source.ts';

/** A file in memory, handed out in chunks of so many bytes. */
export function fileOf(content: string | Uint8Array, chunkBytes = 65_536): FileSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name: 'orders.csv',
    size: bytes.length,
    // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous
    async *open() {
      for (let from = 0; from < bytes.length; from += chunkBytes) {
        yield bytes.subarray(from, from + chunkBytes);
      }
    },
  };
}

/** A text as Shift_JIS; every character must have a place in it. */
export function shiftJis(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = shiftJisTable().get(character);
      if (!bytes) throw new Error(`Shift_JIS has no ${character}`);
      return bytes;
    }),
  );
}

let table: Map<string, number[]> | null = null;

/** What the platform can decode, turned round. */
function shiftJisTable(): Map<string, number[]> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('shift_jis');
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const decoded = decoder.decode(Uint8Array.of(lead, trail));
      if (decoded.length === 1 && decoded !== '\ufffd') table.set(decoded, [lead, trail]);
    }
  }
  for (let byte = 0; byte < 0x80; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  return table;
}
