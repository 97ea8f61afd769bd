import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Refusal } from './changes/refusal.ts';

const MAX_BODY = 10 * 1024 * 1024;

/** Answers a request; `parts` are what its pattern's stars stand for. */
export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parts: string[],
) => Promise<void> | void;
/** Routes by method and path, where a star stands for one segment. */
export type Routes = Record<string, Route>;

export async function dispatch(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const asked = `${request.method ?? ''} ${url.pathname}`;
  try {
    const found = find(routes, asked);
    if (found) await found.route(request, response, url, found.parts);
    else json(response, 404, { errors: `The simulator does not model ${asked}` });
  } catch (error) {
    fail(response, error, asked);
  }
}

function find(routes: Routes, asked: string): { route: Route; parts: string[] } | null {
  const exact = routes[asked];
  if (exact) return { route: exact, parts: [] };
  for (const [pattern, route] of Object.entries(routes)) {
    if (!pattern.includes('*')) continue;
    const text = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
    const match = new RegExp(`^${text.replaceAll('*', '([^/]+)')}$`).exec(asked);
    if (match) return { route, parts: match.slice(1) };
  }
  return null;
}

function fail(response: ServerResponse, error: unknown, asked: string): void {
  const message = error instanceof Error ? error.message : String(error);
  const status = statusOf(error);
  if (status === 500) process.stderr.write(`${asked}: ${message}\n`);
  if (response.headersSent) response.destroy();
  else json(response, status, { errors: message });
}

function statusOf(error: unknown): number {
  if (error instanceof Refusal) return error.status;
  return error instanceof SyntaxError ? 400 : 500;
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new SyntaxError('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  return JSON.parse(await readText(request));
}

/** The body, when it has the shape asked for. @throws Refusal that says what is wrong with it. */
export async function readBody<Body>(
  request: IncomingMessage,
  schema: z.ZodType<Body>,
): Promise<Body> {
  const body = schema.safeParse(await readJson(request));
  if (body.success) return body.data;
  throw new Refusal(400, z.prettifyError(body.error));
}

export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export async function sendLines(
  response: ServerResponse,
  records: Iterable<object>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/jsonl' });
  const lines = function* () {
    for (const record of records) yield `${JSON.stringify(record)}\n`;
  };
  await pipeline(Readable.from(lines()), response);
}

/** Opens a server on 127.0.0.1 and gives its address; `option` is what chooses another port. */
export function listen(server: Server, port: number, option: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken: choose another with ${option}`) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
