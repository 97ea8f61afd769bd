import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { readBytes } from './read-bytes.ts';
import { readDelivery } from './shopify/webhooks/delivery.ts';
import type { WebContext } from './web-context.ts';

/** Shopify's own deliveries are far smaller. */
const MAX_BODY = 5 * 1024 * 1024;

/**
 * `POST /webhooks/…`: a delivery is verified, kept, acknowledged. Nothing is asked of Shopify here.
 * It stands before Remix, whose matching and wrapping of requests cost more than all of this.
 */
export function webhookRoute({ env, logger, receiveWebhook }: WebContext): RequestHandler {
  const { SHOPIFY_API_SECRET: current, SHOPIFY_API_SECRET_PREVIOUS: previous } = env;
  const secrets = previous === undefined ? [current] : [current, previous];
  const answer = async (request: IncomingMessage): Promise<[status: number, text?: string]> => {
    if (request.method !== 'POST') return [405];
    const body = await readBytes(request, MAX_BODY);
    if (!body) return [413, 'the body is too large'];
    const header = (name: string) => request.headers[name]?.toString() ?? null;
    const reading = readDelivery({ get: header }, body, secrets);
    if ('status' in reading) return [reading.status, reading.reason];
    try {
      await receiveWebhook(reading.delivery);
      return [200];
    } catch (error) {
      logger.error({ err: error, topic: reading.delivery.topic }, 'a delivery could not be kept');
      return [503, 'try again'];
    }
  };
  return (request, response, next) => {
    answer(request).then(([status, text]) => {
      if (status === 405) response.setHeader('allow', 'POST');
      if (status === 503) response.setHeader('retry-after', '5');
      response.statusCode = status;
      response.end(text);
    }, next);
  };
}
