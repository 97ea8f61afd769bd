import { RequestedTokenType, shopifyApi, LogSeverity, type Session } from '@shopify/shopify-api';
import { final } from '../domain/failure.ts';
import { toFailure } from './failures.ts';
import { API_VERSION } from './version.ts';

/** An expiring offline token as Shopify gave it; both instants in epoch milliseconds. */
export interface OfflineToken {
  accessToken: string;
  refreshToken: string;
  scope: string;
  expiresAt: number;
  refreshExpiresAt: number;
}

interface AppIdentity {
  SHOPIFY_API_KEY: string;
  SHOPIFY_API_SECRET: string;
}

/** Gets and renews offline tokens. Both calls throw a Failure that says whether a retry helps. */
export interface TokenService {
  /** Trades the session token of a merchant who opened the app for an expiring offline token. */
  exchange: (shopDomain: string, sessionToken: string) => Promise<OfflineToken>;
  /** Trades a refresh token for a new pair; Shopify forgets the old pair. */
  refresh: (shopDomain: string, refreshToken: string) => Promise<OfflineToken>;
}

/** Token calls through Shopify's own library, in the app's name. */
export function tokenService(app: AppIdentity): TokenService {
  const { auth } = shopifyApi({
    apiKey: app.SHOPIFY_API_KEY,
    apiSecretKey: app.SHOPIFY_API_SECRET,
    apiVersion: API_VERSION,
    hostName: 'localhost',
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
  return {
    exchange: (shop, sessionToken) =>
      attempt('token exchange', () =>
        auth.tokenExchange({
          shop,
          sessionToken,
          requestedTokenType: RequestedTokenType.OfflineAccessToken,
          expiring: true,
        }),
      ),
    refresh: (shop, refreshToken) =>
      attempt('token refresh', () => auth.refreshToken({ shop, refreshToken })),
  };
}

async function attempt(
  doing: string,
  call: () => Promise<{ session: Session }>,
): Promise<OfflineToken> {
  try {
    return tokenOf((await call()).session);
  } catch (error) {
    throw toFailure(error, doing);
  }
}

/** An answer without expiry or refresh token would never be renewed again: it is refused. */
function tokenOf(session: Session): OfflineToken {
  const { accessToken, refreshToken, scope, expires, refreshTokenExpires } = session;
  if (!accessToken || !refreshToken || !expires || !refreshTokenExpires) {
    throw final('Shopify gave an offline token that cannot be renewed');
  }
  return {
    accessToken,
    refreshToken,
    scope: scope ?? '',
    expiresAt: expires.getTime(),
    refreshExpiresAt: refreshTokenExpires.getTime(),
  };
}
