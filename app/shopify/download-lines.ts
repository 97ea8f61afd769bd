import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import split2 from 'split2';
import { retryable } from '../domain/failure.ts';
import { ofStatus, toFailure } from './failures.ts';
import type { Fetch } from './http.ts';

type Body = NonNullable<Response['body']>;

const DOING = 'bulk result';
const IDLE_MS = 60_000;

/**
 * Streams the lines of a bulk operation's result, never the whole file; a minute of silence ends it.
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
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort(new Error(`nothing came for ${IDLE_MS / 1000} s`));
  }, IDLE_MS);
  try {
    const response = await send(url, { signal: silence.signal });
    if (!response.ok || !response.body) throw ofStatus(response.status, null, DOING);
    for await (const line of linesOf(response.body)) {
      if (line === '') continue;
      lines += 1;
      yield line;
      timer.refresh();
    }
  } catch (error) {
    throw toFailure(error, DOING);
  } finally {
    clearTimeout(timer);
  }
  if (lines < expected) throw retryable(`${DOING}: ${lines} lines came, ${expected} were promised`);
}

/** A broken connection breaks the loop over the lines; leaving the loop early closes the connection. */
async function* linesOf(web: Body): AsyncGenerator<string> {
  const body = Readable.fromWeb(web as ReadableStream);
  const lines = split2();
  body.on('error', (error) => lines.destroy(error));
  body.pipe(lines);
  try {
    yield* lines as AsyncIterable<string>;
  } finally {
    body.destroy();
  }
}
