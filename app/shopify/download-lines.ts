import type { ReadableStream } from 'node:stream/web';
import { ofStatus, toFailure } from './failures.ts';
import type { Fetch } from './http.ts';

const DOING = 'bulk result';
const IDLE_MS = 60_000;
const PARTIAL = 206;
const BEYOND_THE_END = 416;
const NEW_LINE = 10;

/** A line of a result and where the next one begins, in bytes from the start of the file. */
export interface ResultLine {
  text: string;
  end: number;
}

/**
 * Streams the lines of a bulk operation's result, never the whole file, in the portions in which
 * they arrive; a minute of silence ends it. Lines are found in the bytes themselves: their places
 * are what a broken download goes on from.
 *
 * @param from byte at which to begin, the end of an earlier line.
 * @throws Failure (retry) when the download breaks off.
 */
export async function* downloadLines(
  send: Fetch,
  url: string,
  from: number,
): AsyncGenerator<ResultLine[]> {
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort(new Error(`nothing came for ${IDLE_MS / 1000} s`));
  }, IDLE_MS);
  try {
    const headers = from > 0 ? { range: `bytes=${from}-` } : undefined;
    const response = await send(url, { signal: silence.signal, ...(headers && { headers }) });
    if (response.status === BEYOND_THE_END) return;
    if (!response.ok || !response.body) throw ofStatus(response.status, null, DOING);
    const begins = response.status === PARTIAL ? from : 0;
    for await (const lines of linesOf(response.body, begins)) {
      yield lines.filter(({ text, end }) => text !== '' && end > from);
      timer.refresh();
    }
  } catch (error) {
    throw toFailure(error, DOING);
  } finally {
    clearTimeout(timer);
  }
}

/** Leaving the loop early closes the connection. */
async function* linesOf(
  body: NonNullable<Response['body']>,
  begins: number,
): AsyncGenerator<ResultLine[]> {
  let rest = Buffer.alloc(0);
  let end = begins;
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    const bytes = Buffer.concat([rest, chunk]);
    const lines: ResultLine[] = [];
    let start = 0;
    for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, start)) {
      end += at + 1 - start;
      lines.push({ text: bytes.toString('utf8', start, at), end });
      start = at + 1;
    }
    rest = bytes.subarray(start);
    yield lines;
  }
  yield [{ text: rest.toString('utf8'), end: end + rest.length }];
}
