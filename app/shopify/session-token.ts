import { LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { API_VERSION } from './version.ts';

interface AppIdentity {
  SHOPIFY_API_KEY: string;
  SHOPIFY_API_SECRET: string;
}

const BEARER = /^Bearer (\S+)$/i;

/**
 * Reads the session token that an extension of ours shows in the `Authorization` header: signed by
 * Shopify for this app, and not expired.
 *
 * @returns the domain of the shop in whose admin it was made; null for anything else.
 */
export function sessionTokenReader(
  app: AppIdentity,
): (authorization: string | null) => Promise<string | null> {
  const { session } = shopifyApi({
    apiKey: app.SHOPIFY_API_KEY,
    apiSecretKey: app.SHOPIFY_API_SECRET,
    apiVersion: API_VERSION,
    hostName: 'localhost',
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) return null;
    try {
      const { dest } = await session.decodeSessionToken(token);
      return new URL(dest).hostname.toLowerCase();
    } catch {
      return null;
    }
  };
}
