import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import split2 from 'split2';
import { retryable } from '../domain/failure.ts';
import { ofStatus, toFailure } from './failures.ts';
import type { Fetch } from './http.ts';

const DOING = 'bulk result';
const DOWNLOAD_TIMEOUT_MS = 30 * 60_000;

/**
 * Streams the lines of a bulk operation's result, never the whole file.
 *
 * @param expected lines the operation says it wrote.
 * @throws Failure (retry) when the download breaks off or comes up short.
 */
export async function* downloadLines(
  send: Fetch,
  url: string,
  expected: number,
): AsyncGenerator<string> {
  let lines = 0;
  try {
    const response = await send(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!response.ok || !response.body) throw ofStatus(response.status, null, DOING);
    const body = Readable.fromWeb(response.body as ReadableStream);
    for await (const line of body.compose<Readable>(split2()) as AsyncIterable<string>) {
      if (line === '') continue;
      lines += 1;
      yield line;
    }
  } catch (error) {
    throw toFailure(error, DOING);
  }
  if (lines < expected) throw retryable(`${DOING}: ${lines} lines came, ${expected} were promised`);
}
