import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i;
const ADMIN = 'https://admin.shopify.com';

/** The policy of a document: only Shopify's admin, the shop named in the address and `frameOrigin` may frame it. */
export function framePolicy(url: string, frameOrigin: string | undefined): string {
  const shop = new URL(url, 'http://localhost').searchParams.get('shop');
  const origins = [ADMIN];
  if (shop && SHOP.test(shop)) origins.push(`https://${shop}`);
  if (frameOrigin) origins.push(new URL(frameOrigin).origin);
  return `frame-ancestors ${origins.join(' ')};`;
}

/**
 * Puts our headers on an answer when its head is written, so that they also hold for answers of
 * Shopify's library, which sets a policy of its own on some pages and none on others.
 */
export function secureHead(
  request: IncomingMessage,
  response: ServerResponse,
  frameOrigin: string | undefined,
): void {
  const writeHead = response.writeHead.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.writeHead = (...parts: unknown[]) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
    response.setHeader('Content-Security-Policy', framePolicy(request.url ?? '/', frameOrigin));
    return writeHead(...parts);
  };
}

/**
 * Lets extensions ask from wherever Shopify runs them: they show a session token, and no cookie of
 * anybody's opens anything here.
 */
export const openToExtensions: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
  response.setHeader('Access-Control-Allow-Methods', 'GET');
  if (request.method === 'OPTIONS') response.sendStatus(204);
  else next();
};
