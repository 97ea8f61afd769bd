import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { BulkOperations } from './admin-api/bulk-operations.ts';
import { AdminApi, type Stats } from './admin-api/execute.ts';
import { adminSchema, API_VERSION } from './admin-api/schema.ts';
import { Bucket, type Plan } from './admin-api/throttle.ts';
import { noJournal, type Journal } from './journal.ts';
import { OAuth, type AppCredentials } from './oauth.ts';
import type { StoreData } from './records.ts';
import { World } from './world.ts';

export interface SimulatorOptions extends AppCredentials {
  data: StoreData;
  /** 0 takes a free port. */
  port?: number;
  plan?: Plan;
  /** Lines a second that bulk operations read. */
  bulkRate?: number;
  /** How long an access token opens doors. */
  tokenSeconds?: number;
  journal?: Journal;
}

/** A store that answers on 127.0.0.1. */
export interface Simulator {
  url: string;
  world: World;
  stats: Stats;
  /** What App Bridge would give a merchant's page. */
  sessionToken: () => Promise<string>;
  stop: () => Promise<void>;
}

const SCOPES = 'read_orders,read_all_orders,read_customers,write_customers,read_customer_merge';
const MAX_BODY = 10 * 1024 * 1024;

const GraphQLBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** Starts a simulated store. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const journal = options.journal ?? noJournal;
  adminSchema();
  const world = new World(options.data, journal);
  const server = createServer();
  const url = await listen(server, options.port ?? 0);
  const bulk = new BulkOperations({
    rate: options.bulkRate ?? 50_000,
    urlOf: (file) => `${url}/__sim/bulk/${file}`,
    now: world.clock.now,
  });
  const api = new AdminApi(world, bulk, new Bucket(options.plan ?? 'plus'));
  const oauth = new OAuth({
    ...options,
    shopDomain: world.shop.myshopifyDomain,
    scopes: SCOPES,
    tokenSeconds: options.tokenSeconds ?? 3_600,
    journal,
    now: world.clock.now,
  });
  const routes = { ...shopifyRoutes(api, oauth), ...controlRoutes(world, api, oauth, bulk) };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void dispatch(routes, request, response);
  });
  return {
    url,
    world,
    stats: api.stats,
    sessionToken: () => oauth.sessionToken(),
    stop: async () => {
      bulk.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function shopifyRoutes(api: AdminApi, oauth: OAuth): Record<string, Route> {
  return {
    [`POST /admin/api/${API_VERSION}/graphql.json`]: async (request, response) => {
      const token = request.headers['x-shopify-access-token'];
      if (!oauth.accepts(typeof token === 'string' ? token : undefined)) {
        json(response, 401, {
          errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
        });
        return;
      }
      const body = GraphQLBody.safeParse(await readJson(request));
      if (!body.success) {
        json(response, 400, { errors: z.prettifyError(body.error) });
        return;
      }
      const { query, variables } = body.data;
      json(response, 200, await api.answer({ query, variables: variables ?? {} }));
    },
    'POST /admin/oauth/access_token': async (request, response) => {
      const { status, body } = await oauth.answer(await readJson(request));
      json(response, status, body);
    },
  };
}

function controlRoutes(
  world: World,
  api: AdminApi,
  oauth: OAuth,
  bulk: BulkOperations,
): Record<string, Route> {
  const Clock = z.object({ now: z.iso.datetime({ offset: true }) });
  return {
    'GET /__sim/stats': (_, response) => {
      json(response, 200, api.stats);
    },
    'GET /__sim/shop': (_, response) => {
      json(response, 200, world.shop);
    },
    'GET /__sim/clock': (_, response) => {
      json(response, 200, { now: world.clock.now() });
    },
    'POST /__sim/clock': async (request, response) => {
      const body = Clock.safeParse(await readJson(request));
      if (body.success) world.setClock(new Date(body.data.now).toISOString());
      json(
        response,
        body.success ? 200 : 400,
        body.success ? { now: world.clock.now() } : { error: z.prettifyError(body.error) },
      );
    },
    'GET /__sim/session-token': async (_, response) => {
      json(response, 200, { sessionToken: await oauth.sessionToken() });
    },
    'GET /__sim/orders.jsonl': (_, response) => sendLines(response, world.orders.values()),
    'GET /__sim/customers.jsonl': (_, response) => sendLines(response, world.customers.values()),
    'GET /__sim/bulk/*': async (_, response, url) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' });
      await pipeline(createReadStream(bulk.fileOf(url.pathname.split('/').at(-1) ?? '')), response);
    },
  };
}

async function dispatch(
  routes: Record<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const exact = `${request.method ?? ''} ${url.pathname}`;
  const route = routes[exact] ?? routes[exact.replace(/[^/]+$/, '*')];
  try {
    if (route) await route(request, response, url);
    else json(response, 404, { errors: `The simulator does not model ${exact}` });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof SyntaxError)) process.stderr.write(`${exact}: ${message}\n`);
    if (response.headersSent) response.destroy();
    else json(response, error instanceof SyntaxError ? 400 : 500, { errors: message });
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new SyntaxError('the body is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function sendLines(response: ServerResponse, records: Iterable<object>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/jsonl' });
  const lines = function* () {
    for (const record of records) yield `${JSON.stringify(record)}\n`;
  };
  await pipeline(Readable.from(lines()), response);
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken: choose another with --port`) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}
