import type { ActionFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { readDelivery } from '../shopify/webhooks/delivery.ts';

/** Shopify's own deliveries are far smaller. */
const MAX_BODY = 5 * 1024 * 1024;
const ALLOW = { allow: 'POST' };
const RETRY = { 'retry-after': '5' };

/** A delivery of Shopify's: verified, kept, acknowledged. Nothing is asked of Shopify here. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: ALLOW });
  const { env, logger, receiveWebhook } = pageContext(context);
  const { SHOPIFY_API_SECRET: current, SHOPIFY_API_SECRET_PREVIOUS: previous } = env;
  const secrets = previous === undefined ? [current] : [current, previous];
  const body = await bodyOf(request);
  if (!body) return new Response('the body is too large', { status: 413 });
  const reading = readDelivery(request.headers, body, secrets);
  if ('status' in reading) return new Response(reading.reason, { status: reading.status });
  try {
    await receiveWebhook(reading.delivery);
    return new Response(null, { status: 200 });
  } catch (error) {
    logger.error({ err: error, topic: reading.delivery.topic }, 'a delivery could not be kept');
    return new Response('try again', { status: 503, headers: RETRY });
  }
}

/** The bytes as they came; null when there are too many, whatever the headers say. */
async function bodyOf(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Other methods are not for webhooks. */
export function loader(): Response {
  return new Response(null, { status: 405, headers: ALLOW });
}
