import { Transform } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import './i18n/all-words.ts';
import { pageContext } from './page-context.ts';

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const page = renderToPipeableStream(<RemixServer context={remix} url={request.url} />, {
      onShellReady: () => {
        const body = withoutGaps();
        headers.set('Content-Type', 'text/html; charset=utf-8');
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        page.pipe(body);
      },
      onShellError: reject,
    });
    setTimeout(() => {
      page.abort();
    }, streamTimeout + 1_000);
  });
}

/**
 * React leaves the end of a full buffer zero where a letter of several bytes does not fit into it;
 * in an attribute a browser shows that as a broken letter.
 */
function withoutGaps(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

/** Errors are logged without the address: a session token may be in it. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: unknown },
): void {
  if (request.signal.aborted) return;
  const { pathname } = new URL(request.url);
  pageContext(context).logger.error({ err: error, path: pathname }, 'a page failed');
}
