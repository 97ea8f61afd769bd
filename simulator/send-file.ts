import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** The first and the last byte asked for, counted from 0. */
interface Part {
  start: number;
  end: number;
}

/** Sends a file or the part of it that `Range` asks for, as Google Cloud Storage does. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: string,
  type: string,
): Promise<void> {
  const { size } = await stat(file);
  const part = partOf(request.headers.range, size);
  if (part === 'beyond') {
    response.writeHead(416, { 'accept-ranges': 'bytes', 'content-range': `bytes */${size}` });
    response.end();
    return;
  }
  const { start, end } = part ?? { start: 0, end: size - 1 };
  response.writeHead(part ? 206 : 200, {
    'content-type': type,
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(part && { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  if (size === 0) response.end();
  else await pipeline(createReadStream(file, { start, end }), response);
}

/**
 * What one `Range` header asks of so many bytes: null for the whole, which an unreadable header and
 * several ranges get too, as HTTP allows.
 */
export function partOf(header: string | undefined, size: number): Part | 'beyond' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'beyond' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  if (to !== '' && Number(to) < start) return null;
  if (start >= size) return 'beyond';
  return { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}
