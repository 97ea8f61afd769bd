import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import split2 from 'split2';
import { ofStatus, toFailure } from './failures.ts';
import type { Fetch } from './http.ts';

type Body = NonNullable<Response['body']>;

const DOING = 'bulk result';
const IDLE_MS = 60_000;
const PARTIAL = 206;
const BEYOND_THE_END = 416;

/** A line of a result and where the next one begins, in bytes from the start of the file. */
export interface ResultLine {
  text: string;
  end: number;
}

/**
 * Streams the lines of a bulk operation's result, never the whole file; a minute of silence ends it.
 *
 * @param from byte at which to begin, the end of an earlier line.
 * @throws Failure (retry) when the download breaks off.
 */
export async function* downloadLines(
  send: Fetch,
  url: string,
  from: number,
): AsyncGenerator<ResultLine> {
  let end = from;
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort(new Error(`nothing came for ${IDLE_MS / 1000} s`));
  }, IDLE_MS);
  try {
    const headers = from > 0 ? { range: `bytes=${from}-` } : undefined;
    const response = await send(url, { signal: silence.signal, ...(headers && { headers }) });
    if (response.status === BEYOND_THE_END) return;
    if (!response.ok || !response.body) throw ofStatus(response.status, null, DOING);
    let skip = response.status === PARTIAL ? 0 : from;
    for await (const text of linesOf(response.body)) {
      const size = Buffer.byteLength(text) + 1;
      timer.refresh();
      if (skip > 0) {
        skip -= size;
        continue;
      }
      end += size;
      if (text !== '') yield { text, end };
    }
  } catch (error) {
    throw toFailure(error, DOING);
  } finally {
    clearTimeout(timer);
  }
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
