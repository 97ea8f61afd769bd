import { BadFile } from './bad-file.ts';
import type { FileSource } from './source.ts';

/** The encodings that shops' files come in. */
export type Encoding = 'utf-8' | 'shift_jis';

const REMEDY = 'save it as CSV UTF-8';

/** Files that are no text of ours, by their first bytes. */
const STRANGERS = [
  { starts: [0xff, 0xfe], is: 'is UTF-16' },
  { starts: [0xfe, 0xff], is: 'is UTF-16' },
  { starts: [0x50, 0x4b, 0x03, 0x04], is: 'is an Excel workbook or an archive' },
];

/**
 * How a file is encoded: UTF-8 when all of it is, else Shift_JIS (as Windows writes it).
 *
 * @throws BadFile with the remedy when it is neither.
 */
export async function encodingOf(source: FileSource): Promise<Encoding> {
  const stranger = await strangerIn(source);
  if (stranger) throw new BadFile(`${source.name} ${stranger}: ${REMEDY}`);
  if (await isValid(source, 'utf-8')) return 'utf-8';
  if (await isValid(source, 'shift_jis')) return 'shift_jis';
  throw new BadFile(`${source.name} is neither UTF-8 nor Shift_JIS: ${REMEDY}`);
}

/** The file's bytes as UTF-8, whatever its encoding is, with the count of its own bytes so far. */
export async function* utf8Of(
  source: FileSource,
  encoding: Encoding,
): AsyncGenerator<{ bytes: Uint8Array; read: number }> {
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
  const encoder = new TextEncoder();
  let read = 0;
  for await (const chunk of source.open()) {
    read += chunk.length;
    const bytes = decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
    yield { bytes, read };
  }
}

async function strangerIn(source: FileSource): Promise<string | null> {
  const first: number[] = [];
  for await (const chunk of source.open()) {
    first.push(...chunk.subarray(0, 4));
    if (first.length >= 4) break;
  }
  return STRANGERS.find(({ starts }) => starts.every((byte, i) => byte === first[i]))?.is ?? null;
}

async function isValid(source: FileSource, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of source.open()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
