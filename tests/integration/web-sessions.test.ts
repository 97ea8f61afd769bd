import { Session } from '@shopify/shopify-api';
import { describe, expect, it } from 'vitest';
import { keepToken, openToken } from '#app/access.server.ts';
import { sessionStorage } from '#app/session-storage.server.ts';
import { markInstalled } from '#app/store/installations.ts';
import { readBackfill, requestBackfill } from '#app/store/readings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
const KEY = Buffer.alloc(32, 5).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 6).toString('base64');
const token = {
  accessToken: 'shpat_1',
  refreshToken: 'shprt_1',
  scope: 'read_orders',
  expiresAt: Date.parse('2026-11-22T01:00:00Z'),
  refreshExpiresAt: Date.parse('2027-02-20T00:00:00Z'),
};

function sessionOf(shop: string): Session {
  return new Session({
    id: `offline_${shop}`,
    shop,
    state: '',
    isOnline: false,
    accessToken: token.accessToken,
    refreshToken: token.refreshToken,
    scope: token.scope,
    expires: new Date(token.expiresAt),
    refreshTokenExpires: new Date(token.refreshExpiresAt),
  });
}

describe('sessions of the web process', () => {
  it('are tokens that a worker opens', async () => {
    const domain = 'web-first.myshopify.com';
    await sessionStorage(ground.db, KEY).storeSession(sessionOf(domain));
    expect(await openToken(await ensureShop(ground.db, domain), KEY)).toEqual(token);
  });

  it('are what a worker has kept or renewed', async () => {
    const domain = 'worker-first.myshopify.com';
    await keepToken(await ensureShop(ground.db, domain), token, KEY);
    const storage = sessionStorage(ground.db, KEY);
    const session = await storage.loadSession(`offline_${domain}`);
    expect(session?.toObject()).toEqual(sessionOf(domain).toObject());
    expect(await storage.findSessionsByShop(domain)).toHaveLength(1);
  });

  it('are none for an unknown shop (which stays unknown), or under another key', async () => {
    const storage = sessionStorage(ground.db, OTHER_KEY);
    expect(await storage.loadSession('offline_nobody.myshopify.com')).toBeUndefined();
    expect(await ground.db.prisma.shop.count({ where: { domain: 'nobody.myshopify.com' } })).toBe(
      0,
    );
    await keepToken(await ensureShop(ground.db, 'rotated.myshopify.com'), token, KEY);
    expect(await storage.loadSession('offline_rotated.myshopify.com')).toBeUndefined();
  });

  it('are gone once Shopify has refused the token', async () => {
    const storage = sessionStorage(ground.db, KEY);
    const session = sessionOf('refused.myshopify.com');
    await storage.storeSession(session);
    delete session.accessToken;
    await storage.storeSession(session);
    expect(await storage.loadSession(session.id)).toBeUndefined();
  });
});

describe('a shop that comes back', () => {
  it('is read anew; one that never left is not', async () => {
    const shop = await ensureShop(ground.db, 'back.myshopify.com');
    await requestBackfill(shop);
    await markInstalled(shop);
    expect(await readBackfill(shop)).not.toBeNull();
    await ground.db.sql.query('update shop set uninstalled_at = now() where id = $1', [shop.id]);
    await markInstalled(shop);
    expect(await readBackfill(shop)).toBeNull();
  });
});
