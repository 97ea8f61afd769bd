import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { webhookReceiver } from './commands/receive-webhook.ts';
import type { WebEnv } from './config/env.ts';
import type { Logger } from './config/logger.ts';
import { flowRoute } from './flow-route.ts';
import { openQueueStore } from './queues/connection.ts';
import type { PageContext } from './page-context.ts';
import { createProducer } from './queues/enqueue.ts';
import { openDoor, type Visitor } from './shopify.server.ts';
import { shopClock } from './shopify/clock.ts';
import { routeLibrary, shopifyFetch } from './shopify/http.ts';
import { sessionTokenReader } from './shopify/session-token.ts';
import { openDatabase } from './store/database.ts';
import { canStoreDeliveries } from './store/health.ts';
import { findShop } from './store/installations.ts';
import { hasApp } from './store/shops.ts';
import { openToExtensions, secureHead } from './web-security.ts';
import type { WebContext } from './web-context.ts';
import { webhookRoute } from './webhook-route.ts';

const BUILD = path.resolve(import.meta.dirname, '../build');
/** Shopify's own deliveries are far smaller. */
const MAX_BODY = 5 * 1024 * 1024;
/** Files that merchants hand in: two of 20 MB, and what a form adds. */
const MAX_FILES = 42 * 1024 * 1024;
const FILES_PATH = '/app/sync/import/file';

export interface RunningWeb {
  url: string;
  /** Finishes what is being answered, then closes every connection. */
  stop: () => Promise<void>;
}

/** Where pages and their assets come from: the build, or a development server. */
export interface Pages {
  assets: RequestHandler;
  build: ServerBuild | (() => Promise<ServerBuild>);
}

/** Starts the web process. @throws when the app was not built. */
export async function startWeb(env: WebEnv, logger: Logger, pages?: Pages): Promise<RunningWeb> {
  const { assets, build } = pages ?? (await builtPages());
  const onError = (error: Error) => {
    logger.error({ err: error }, 'connection');
  };
  const fetch = shopifyFetch(env.SIMULATOR_URL);
  routeLibrary(fetch);
  const db = openDatabase(env.DATABASE_URL, { name: 'kizuna web', onError });
  const store = await openQueueStore({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    prefix: env.QUEUE_PREFIX,
    onError,
  });
  const producer = createProducer(store);
  const now = shopClock(fetch, env.SIMULATOR_URL);
  const { enqueue } = producer;
  const onWakeFailure = (error: unknown) => {
    logger.error({ err: error }, 'the queue could not be woken');
  };
  const receiveWebhook = webhookReceiver({ db, enqueue, onWakeFailure });
  const context: WebContext = { env, logger, db, enqueue, receiveWebhook, now };
  const app = createApp(context, assets, build);
  const server = app.listen(env.PORT, env.HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  logger.info({ port, queue: store.backend }, 'web is running');
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
      await producer.close();
      await Promise.all([store.close(), db.close()]);
    },
  };
}

function createApp(context: WebContext, assets: RequestHandler, build: Pages['build']): Express {
  const door = openDoor(context);
  const extensionShop = extensionDoor(context);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', true);
  app.use((request, response, next) => {
    secureHead(request, response, context.env.FRAME_ORIGIN);
    next();
  });
  app.get('/healthz', (_request, response) => {
    void canStoreDeliveries(context.db).then((well) => response.sendStatus(well ? 200 : 503));
  });
  app.all('/webhooks/*', webhookRoute(context));
  app.all('/flow/*', flowRoute(context));
  app.use('/api', openToExtensions);
  app.use(limitBody, packed, assets);
  const answer = createRequestHandler({
    build,
    mode: context.env.NODE_ENV,
    getLoadContext: () => ({ ...contextOf(context, door), extensionShop }),
  });
  app.use((request, response, next) => void answer(request, response, next));
  return app;
}

function contextOf(
  context: WebContext,
  door: (request: Request) => Promise<Visitor>,
): Omit<PageContext, 'extensionShop'> {
  let visitor: Promise<Visitor> | undefined;
  const enter = (request: Request) => (visitor ??= door(request));
  return {
    ...context,
    merchantShop: async (request) => (await enter(request)).shop,
    merchantId: async (request) => (await enter(request)).userId,
  };
}

/** Extensions are let in by their session token alone: they work before the app was ever opened. */
function extensionDoor({ env, db }: WebContext): PageContext['extensionShop'] {
  const readToken = sessionTokenReader(env);
  return async (request) => {
    const domain = await readToken(request.headers.get('authorization'));
    if (domain === null) throw new Response('show a session token', { status: 401 });
    const shop = await findShop(db, domain);
    if (shop && (await hasApp(shop))) return shop;
    throw new Response('the shop does not have the app', { status: 404 });
  };
}

/** A body that says it is too large is not read at all. */
const limitBody: RequestHandler = (request, response, next) => {
  const limit = request.path === FILES_PATH ? MAX_FILES : MAX_BODY;
  if (Number(request.headers['content-length'] ?? 0) > limit) response.sendStatus(413);
  else next();
};

/**
 * Everything but the data of pages: packed, their end comes after their last byte, and Remix leaves
 * an error in the browser's log whenever somebody goes on in between.
 */
const packed = compression({
  filter: (request, response) =>
    !request.path.endsWith('.data') && compression.filter(request, response),
});

async function builtPages(): Promise<Pages> {
  const file = path.join(BUILD, 'server/index.js');
  if (!existsSync(file)) throw new Error('the app is not built: run `npm run build` first');
  const build = (await import(pathToFileURL(file).href)) as ServerBuild;
  const assets = express.Router();
  const client = path.join(BUILD, 'client');
  assets.use(
    '/assets',
    express.static(path.join(client, 'assets'), { immutable: true, maxAge: '1y' }),
  );
  assets.use(express.static(client, { maxAge: '1h', index: false }));
  return { assets, build };
}
