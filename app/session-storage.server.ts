import { Session } from '@shopify/shopify-api';
import { keepToken, openToken } from './access.server.ts';
import type { OfflineToken } from './shopify/offline-token.ts';
import type { Database } from './store/database.ts';
import { dropToken, findShop } from './store/installations.ts';
import { ensureShop } from './store/shops.ts';

const PREFIX = 'offline_';

/**
 * Keeps the sessions of Shopify's library where the workers keep their tokens, sealed alike: what
 * one side stores or renews, the other one uses. There are offline sessions only.
 */
export function sessionStorage(db: Database, key: string) {
  const load = async (domain: string): Promise<Session | undefined> => {
    const shop = await findShop(db, domain);
    const token = shop && (await openToken(shop, key));
    return token ? sessionOf(domain, token) : undefined;
  };
  const drop = async (domain: string): Promise<void> => {
    const shop = await findShop(db, domain);
    if (shop) await dropToken(shop);
  };
  return {
    storeSession: async (session: Session): Promise<boolean> => {
      const token = tokenOf(session);
      if (token) await keepToken(await ensureShop(db, session.shop), token, key);
      else await drop(session.shop);
      return true;
    },
    loadSession: (id: string): Promise<Session | undefined> => load(domainOf(id)),
    deleteSession: async (id: string): Promise<boolean> => {
      await drop(domainOf(id));
      return true;
    },
    deleteSessions: async (ids: string[]): Promise<boolean> => {
      await Promise.all(ids.map((id) => drop(domainOf(id))));
      return true;
    },
    findSessionsByShop: async (domain: string): Promise<Session[]> => {
      const session = await load(domain);
      return session ? [session] : [];
    },
  };
}

function domainOf(id: string): string {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : id;
}

/** Null for a session that cannot be used or renewed: the library empties one that Shopify refused. */
function tokenOf(session: Session): OfflineToken | null {
  const { accessToken, refreshToken, scope, expires, refreshTokenExpires } = session;
  if (!accessToken || !refreshToken || !expires || !refreshTokenExpires) return null;
  return {
    accessToken,
    refreshToken,
    scope: scope ?? '',
    expiresAt: expires.getTime(),
    refreshExpiresAt: refreshTokenExpires.getTime(),
  };
}

function sessionOf(domain: string, token: OfflineToken): Session {
  return new Session({
    id: PREFIX + domain,
    shop: domain,
    state: '',
    isOnline: false,
    accessToken: token.accessToken,
    refreshToken: token.refreshToken,
    scope: token.scope,
    expires: new Date(token.expiresAt),
    refreshTokenExpires: new Date(token.refreshExpiresAt),
  });
}
