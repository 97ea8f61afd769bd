import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import {
  recomputeByFlow,
  recordEventByFlow,
  type ActionRefusal,
  type FlowAction,
} from './commands/flow-actions.ts';
import { noteTriggerUse } from './commands/flow-triggers.ts';
import type { Enqueue } from './queues/enqueue.ts';
import { readBytes } from './read-bytes.ts';
import { readActionRequest, readLifecycleNotice } from './shopify/flow-requests.ts';
import { isSigned } from './shopify/webhooks/signature.ts';
import type { Shop } from './store/database.ts';
import { findShop } from './store/installations.ts';
import { hasApp } from './store/shops.ts';
import type { WebContext } from './web-context.ts';

/** Flow's own requests are far smaller. */
const MAX_BODY = 256 * 1024;

interface Reply {
  status: number;
  /** For whoever reads the run in Flow. */
  message?: string;
}

/** Does what a signed body asks for. @throws SyntaxError or Error for a body that is none of Flow's. */
type Deed = (body: string, context: WebContext) => Promise<Reply>;

const DEEDS: Readonly<Record<string, Deed>> = {
  '/flow/record-event': actionDeed(recordEventByFlow),
  '/flow/recompute': actionDeed(recomputeByFlow),
  '/flow/lifecycle': lifecycleDeed,
};

const REFUSALS: Record<ActionRefusal, Reply> = {
  'not-yet': { status: 503, message: 'Kizuna is still reading the shop: try again' },
  'unknown-customer': { status: 422, message: 'Kizuna knows no such customer' },
  'unknown-kind': { status: 422, message: 'The kind of event is none that Kizuna knows' },
  'unreadable-date': { status: 422, message: 'The date cannot be read: write it as 2026-01-31' },
};
const NO_SHOP: Reply = { status: 404, message: 'The shop does not have Kizuna' };

/**
 * `POST /flow/…`: what Shopify Flow asks for is verified, kept, acknowledged; it waits ten seconds.
 * Like deliveries it stands before Remix, and nothing is asked of Shopify here.
 */
export function flowRoute(context: WebContext): RequestHandler {
  const { SHOPIFY_API_SECRET: current, SHOPIFY_API_SECRET_PREVIOUS: previous } = context.env;
  const secrets = previous === undefined ? [current] : [current, previous];
  return (request, response, next) => {
    answer(request, request.path, secrets, context).then(({ status, message }) => {
      if (status === 405) response.setHeader('allow', 'POST');
      if (status === 503) response.setHeader('retry-after', '30');
      response.status(status).json(message === undefined ? {} : { message });
    }, next);
  };
}

async function answer(
  request: IncomingMessage,
  path: string,
  secrets: readonly string[],
  context: WebContext,
): Promise<Reply> {
  const deed = Object.hasOwn(DEEDS, path) ? DEEDS[path] : undefined;
  if (!deed) return { status: 404 };
  if (request.method !== 'POST') return { status: 405 };
  const bytes = await readBytes(request, MAX_BODY);
  if (!bytes) return { status: 413, message: 'the body is too large' };
  const signature = request.headers['x-shopify-hmac-sha256'];
  if (typeof signature !== 'string' || !isSigned(bytes, signature, secrets)) {
    return { status: 401, message: 'the signature is missing or wrong' };
  }
  try {
    return await deed(Buffer.from(bytes).toString('utf8'), context);
  } catch (error) {
    context.logger.error({ err: error, path }, 'what Flow asked for could not be done');
    return { status: 503, message: 'try again' };
  }
}

function actionDeed(act: FlowAction): Deed {
  return async (body, context) => {
    const request = readOrNull(readActionRequest, body);
    if (!request) return { status: 400, message: 'the body is malformed' };
    const shop = await installed(request.shopDomain, context);
    if (!shop) return NO_SHOP;
    const now = await context.now();
    const refusal = await act({ shop, enqueue: wakingOnly(context), now }, request);
    return refusal === null ? { status: 200 } : REFUSALS[refusal];
  };
}

async function lifecycleDeed(body: string, context: WebContext): Promise<Reply> {
  const notice = readOrNull(readLifecycleNotice, body);
  if (!notice) return { status: 400, message: 'the body is malformed' };
  const shop = await installed(notice.shopDomain, context);
  if (!shop) return NO_SHOP;
  await noteTriggerUse(shop, notice);
  return { status: 200 };
}

async function installed(domain: string, { db }: WebContext): Promise<Shop | null> {
  const shop = await findShop(db, domain);
  return shop && (await hasApp(shop)) ? shop : null;
}

/** What is kept is done even when the queue cannot be woken, only later: Flow need not send it again. */
function wakingOnly({ enqueue, logger }: WebContext): Enqueue {
  return (name, payload) => {
    enqueue(name, payload).catch((error: unknown) => {
      logger.error({ err: error, job: name }, 'the queue could not be woken');
    });
    return Promise.resolve();
  };
}

function readOrNull<T>(read: (body: string) => T, body: string): T | null {
  try {
    return read(body);
  } catch {
    return null;
  }
}
