import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
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
        const body = new PassThrough();
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

/** Errors are logged without the address: a session token may be in it. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: unknown },
): void {
  if (request.signal.aborted) return;
  const { pathname } = new URL(request.url);
  pageContext(context).logger.error({ err: error, path: pathname }, 'a page failed');
}
