import { createHmac, randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '#scripts/servers/free-port.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { fire, type Shot, type Volley } from './lib/load.ts';
import { BENCH_ENV, freshDatabase, momentOf } from './lib/stage.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SHOP = 'bench.myshopify.com';
const BURST = 5_000;
const BURST_SECONDS = 5;
const BURST_SLOWEST_MS = 2_000;
const IN_FLIGHT = { steady: 50, burst: 500 } as const;

/** Webhooks made durable and acknowledged, through the real route of the built app. */
export const intake: Bench = {
  about: 'durable acknowledgements per second and p99, against a bare server that inserts one row',
  run: async function* (quick) {
    const closers: (() => unknown)[] = [];
    try {
      const databaseUrl = await freshDatabase(closers);
      const app = await startServer('app/server.ts', [], databaseUrl, closers);
      const bare = await startServer('bench/lib/bare-receiver.ts', [], databaseUrl, closers);
      const count = quick ? 4_000 : 20_000;
      await fire(app, shots(500), IN_FLIGHT.steady);
      await fire(bare, shots(500), IN_FLIGHT.steady);
      const floor = await fire(bare, shots(count), IN_FLIGHT.steady);
      const value = await fire(app, shots(count), IN_FLIGHT.steady);
      yield acknowledgements(value, floor);
      yield slowest(value, floor);
      yield burst(await fire(app, shots(BURST), IN_FLIGHT.burst));
    } finally {
      for (const close of closers.reverse()) await close();
    }
  },
};

function acknowledgements(value: Volley, floor: Volley): Figure {
  return {
    figure: 'acks per second',
    value: value.perSecond,
    floor: floor.perSecond,
    ratio: value.perSecond / floor.perSecond,
    aim: 0.5,
    note: `${IN_FLIGHT.steady} in flight, ${value.failed} failed; the floor checks the HMAC and inserts one row`,
  };
}

function slowest(value: Volley, floor: Volley): Figure {
  return {
    figure: 'p99 of an acknowledgement, ms',
    value: value.p99,
    floor: floor.p99,
    ratio: floor.p99 / value.p99,
    note: `p50 ${value.p50.toFixed(1)} ms against ${floor.p50.toFixed(1)} ms`,
  };
}

function burst({ seconds, max, failed }: Volley): Figure {
  const withinTime = BURST_SECONDS / seconds;
  const eachInTime = BURST_SLOWEST_MS / max;
  return {
    figure: `${BURST} webhooks at once, seconds`,
    value: seconds,
    floor: BURST_SECONDS,
    ratio: failed > 0 ? 0 : Math.min(withinTime, eachInTime),
    aim: 1,
    note: `at most ${IN_FLIGHT.burst} in flight, slowest acknowledged after ${Math.round(max)} ms (limit ${BURST_SLOWEST_MS}), ${failed} failed; the floor is the limit of ${BURST_SECONDS} s`,
  };
}

/** Signed deliveries of an order each, as large as the subscription lets them be. */
function shots(count: number): Shot[] {
  const money = { shop_money: { amount: '5500', currency_code: 'JPY' } };
  return Array.from({ length: count }, (_, index) => {
    const body = Buffer.from(
      JSON.stringify({
        id: index,
        admin_graphql_api_id: `gid://shopify/Order/${index}`,
        created_at: '2026-05-01T10:00:00+09:00',
        processed_at: '2026-05-01T10:00:00+09:00',
        updated_at: '2026-05-01T10:00:00+09:00',
        cancelled_at: null,
        test: false,
        currency: 'JPY',
        total_price_set: money,
        current_total_price_set: money,
        customer: { id: index, admin_graphql_api_id: `gid://shopify/Customer/${index}` },
        refunds: [],
      }),
    );
    return { body, headers: headersOf(body) };
  });
}

function headersOf(body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/create',
    'x-shopify-hmac-sha256': createHmac('sha256', BENCH_ENV.SHOPIFY_API_SECRET)
      .update(body)
      .digest('base64'),
    'x-shopify-shop-domain': SHOP,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': randomUUID(),
  };
}

async function startServer(
  script: string,
  args: string[],
  databaseUrl: string,
  closers: (() => unknown)[],
): Promise<string> {
  const port = await freePort();
  const bare = script.startsWith('bench/')
    ? [String(port), databaseUrl, BENCH_ENV.SHOPIFY_API_SECRET]
    : args;
  const child = spawn(process.execPath, [path.join(ROOT, script), ...bare], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...BENCH_ENV,
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      PORT: String(port),
      SHOPIFY_APP_URL: `http://127.0.0.1:${port}`,
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  closers.push(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });
  const url = `http://127.0.0.1:${port}`;
  await momentOf(() =>
    fetch(url, { method: 'HEAD' }).then(
      () => true,
      () => false,
    ),
  );
  return `${url}/webhooks/orders`;
}
