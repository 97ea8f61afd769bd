import { z } from 'zod';
import type { Env } from './config/env.ts';
import { Failure, final } from './domain/failure.ts';
import { adminClient, type AdminClient } from './shopify/admin-client.ts';
import type { Fetch } from './shopify/http.ts';
import type { OfflineToken, TokenService } from './shopify/offline-token.ts';
import { seal, unseal } from './shopify/seal.ts';
import { reservePoints, settlePoints } from './store/api-budgets.ts';
import type { Database, Shop } from './store/database.ts';
import {
  readOfflineToken,
  replaceOfflineToken,
  saveOfflineToken,
  type SealedToken,
} from './store/offline-tokens.ts';
import { readShop } from './store/shops.ts';

/** A token is renewed when it has less than this left: no call starts with one about to end. */
const RENEW_BEFORE_MS = 5 * 60_000;

const Token = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  scope: z.string(),
  expiresAt: z.number(),
  refreshExpiresAt: z.number(),
});

interface Services {
  env: Pick<Env, 'ENCRYPTION_KEY'>;
  fetch: Fetch;
  tokens: TokenService;
}

/** Keeps a shop's offline token, sealed. */
export async function keepToken(shop: Shop, token: OfflineToken, key: string): Promise<void> {
  const { domain } = await readShop(shop);
  await saveOfflineToken(shop, sealed(token, key, domain));
}

/** The shop's offline token as it was kept, or null when there is none that this key opens. */
export async function openToken(shop: Shop, key: string): Promise<OfflineToken | null> {
  const [kept, { domain }] = await Promise.all([readOfflineToken(shop), readShop(shop)]);
  if (!kept) return null;
  try {
    return opened(kept, key, domain);
  } catch {
    return null;
  }
}

/** A client for the shop's Admin API that renews its token when needed and spends from the shop's one budget. */
export async function openAdmin(shop: Shop, services: Services): Promise<AdminClient> {
  const { domain } = await readShop(shop);
  return adminClient({
    domain,
    fetch: services.fetch,
    accessToken: () => accessToken(shop, domain, services),
    budget: {
      reserve: (points, keep) => reservePoints(shop, points, keep),
      settle: (unspent, status) => settlePoints(shop, unspent, status),
    },
  });
}

async function accessToken(shop: Shop, domain: string, services: Services): Promise<string> {
  const key = services.env.ENCRYPTION_KEY;
  const kept = await readOfflineToken(shop);
  const valid = kept && !isEnding(kept) ? kept : await renew(shop, domain, services);
  return opened(valid, key, domain).accessToken;
}

/** Renewals under way in this process: one a shop, whatever the number of callers. */
const renewals = new WeakMap<Database, Map<number, Promise<SealedToken>>>();

function renew(shop: Shop, domain: string, services: Services): Promise<SealedToken> {
  const running = renewals.get(shop.db) ?? new Map<number, Promise<SealedToken>>();
  renewals.set(shop.db, running);
  const known = running.get(shop.id);
  if (known) return known;
  const renewal = renewUnderLock(shop, domain, services).finally(() => running.delete(shop.id));
  running.set(shop.id, renewal);
  return renewal;
}

/** Only one process refreshes: the others wait for its lock and find the new token. */
async function renewUnderLock(
  shop: Shop,
  domain: string,
  { env, tokens }: Services,
): Promise<SealedToken> {
  const token = await replaceOfflineToken(shop, async (current) => {
    if (!isEnding(current)) return null;
    const { refreshToken } = opened(current, env.ENCRYPTION_KEY, domain);
    return sealed(await refreshed(tokens, domain, refreshToken), env.ENCRYPTION_KEY, domain);
  });
  if (!token) throw comeBack(domain);
  return token;
}

async function refreshed(
  tokens: TokenService,
  domain: string,
  refreshToken: string,
): Promise<OfflineToken> {
  try {
    return await tokens.refresh(domain, refreshToken);
  } catch (error) {
    throw error instanceof Failure && error.remedy.kind === 'stop'
      ? comeBack(domain, error)
      : error;
  }
}

function comeBack(domain: string, cause?: unknown): Failure {
  return final(`${domain} has given no access: the merchant has to open the app once`, cause);
}

function isEnding(token: SealedToken): boolean {
  return token.expiresAt - Date.now() < RENEW_BEFORE_MS;
}

function sealed(token: OfflineToken, key: string, domain: string): SealedToken {
  const { scope, expiresAt } = token;
  return { sealed: seal(JSON.stringify(token), key, domain), scope, expiresAt };
}

function opened(token: SealedToken, key: string, domain: string): OfflineToken {
  return Token.parse(JSON.parse(unseal(token.sealed, key, domain)));
}
