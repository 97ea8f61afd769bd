import { quantile } from 'd3-array';
import { keepToken } from '#app/access.server.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { freePort } from '#scripts/servers/free-port.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { startSimulator, type Simulator } from '#simulator/server.ts';
import type { Figure } from './bench.ts';
import { DOMAIN, TODAY, type BigShop } from './big-shop.ts';
import { BENCH_ENV, envOf, momentOf, startProcess } from './stage.ts';

/** The Remix library takes headless browsers for bots. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** What a merchant asks of the server. */
export interface Asked {
  name: string;
  /** Milliseconds. */
  limit: number;
  /** The address; `n` is another number each time. */
  place: (n: number) => string;
}

/** The admin of a simulated store and the web process behind it. */
export interface MerchantWeb {
  simulator: Simulator;
  appUrl: string;
}

/** Serves the pages of a large shop to its merchant. */
export async function serveMerchant(
  { databaseUrl, shop }: BigShop,
  closers: (() => unknown)[],
): Promise<MerchantWeb> {
  const [framePort, appPort] = [await freePort(), await freePort()];
  const appUrl = `http://127.0.0.1:${appPort}`;
  const data = generateStore({ customers: 5, seed: 1 });
  const simulator = await startSimulator({
    data: {
      ...data,
      shop: { ...data.shop, myshopifyDomain: DOMAIN },
      now: new Date(TODAY).toISOString(),
    },
    apiKey: BENCH_ENV.SHOPIFY_API_KEY,
    apiSecret: BENCH_ENV.SHOPIFY_API_SECRET,
    framePort,
    appUrl,
  });
  closers.push(simulator.stop);
  routeLibrary(shopifyFetch(simulator.url));
  const token = await tokenService(BENCH_ENV).exchange(DOMAIN, await simulator.sessionToken());
  await keepToken(shop, token, BENCH_ENV.ENCRYPTION_KEY);
  ensureBuilt();
  const env = {
    ...envOf(databaseUrl, undefined, simulator.url, appUrl),
    FRAME_ORIGIN: simulator.frameUrl ?? '',
    APP_BRIDGE_URL: `${simulator.frameUrl}/app-bridge.js`,
  };
  closers.push(startProcess('app/server.ts', env).stop);
  await momentOf(() =>
    fetch(`${appUrl}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return { simulator, appUrl };
}

const WARM_UP = 5;

/** One merchant asks for the whole page, again and again. */
export async function onServer(
  { name, place, limit }: Asked,
  { simulator, appUrl }: MerchantWeb,
  times: number,
): Promise<Figure> {
  const took: number[] = [];
  for (let n = 0; n < times + WARM_UP; n += 1) {
    const authorization = `Bearer ${await simulator.sessionToken()}`;
    const began = performance.now();
    const answer = await fetch(appUrl + place(n), {
      headers: { authorization, 'user-agent': USER_AGENT },
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${place(n)}: ${answer.status} ${text.slice(0, 200)}`);
    if (n >= WARM_UP) took.push(performance.now() - began);
  }
  const [p50, p95] = [quantile(took, 0.5) ?? 0, quantile(took, 0.95) ?? 0];
  return {
    figure: `${name}, server p95, ms`,
    value: p95,
    floor: limit,
    ratio: p95 / limit,
    atMost: 1,
    note: `p50 ${p50.toFixed(0)} ms, slowest ${Math.max(...took).toFixed(0)} ms of ${times}; the floor is the limit`,
  };
}
