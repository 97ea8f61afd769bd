import '@shopify/shopify-app-remix/adapters/node';
import { LogSeverity } from '@shopify/shopify-api';
import { AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { connectShop } from './commands/connect-shop.ts';
import type { WebEnv } from './config/env.ts';
import type { Enqueue } from './queues/enqueue.ts';
import { sessionStorage } from './session-storage.server.ts';
import { API_VERSION } from './shopify/version.ts';
import { readBackfill } from './store/readings.ts';
import type { Database, Shop } from './store/database.ts';
import { ensureShop } from './store/shops.ts';

interface Services {
  env: WebEnv;
  db: Database;
  enqueue: Enqueue;
}

/** Who has come in: a shop, and which of its people. */
export interface Visitor {
  shop: Shop;
  /** The number of the user in Shopify, as the session token says. */
  userId: string;
}

/** Lets merchants in: token exchange, expiring offline tokens, and the shop is connected. */
export function openDoor({ env, db, enqueue }: Services): (request: Request) => Promise<Visitor> {
  const shopify = shopifyApp({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    appUrl: env.SHOPIFY_APP_URL,
    apiVersion: API_VERSION,
    authPathPrefix: '/auth',
    distribution: AppDistribution.AppStore,
    sessionStorage: sessionStorage(db, env.ENCRYPTION_KEY),
    logger: { level: LogSeverity.Error },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: {
      afterAuth: async ({ session }) => {
        const shop = await ensureShop(db, session.shop);
        await connectShop(shop, enqueue);
      },
    },
  });
  return async (request) => {
    const { session, sessionToken } = await shopify.authenticate.admin(request);
    const shop = await ensureShop(db, session.shop);
    if (!(await readBackfill(shop))) await connectShop(shop, enqueue);
    return { shop, userId: sessionToken.sub };
  };
}
