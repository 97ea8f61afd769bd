import type { IncomingMessage } from 'node:http';

/** The bytes of a body as they came; null when there are more than `most`, whatever the headers say. */
export async function readBytes(
  request: IncomingMessage,
  most: number,
): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
