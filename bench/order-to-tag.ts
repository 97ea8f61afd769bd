import { setTimeout as sleep } from 'node:timers/promises';
import { startTagging } from '#app/commands/start-tagging.ts';
import { hasStale } from '#app/store/recompute.ts';
import { hasPendingTags } from '#app/store/tag-states.ts';
import { putOrder } from '#simulator/changes/orders.ts';
import type { World } from '#simulator/world.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { workOfAnOrder } from './lib/work-of-an-order.ts';
import { BENCH_ENV, momentOf, onStage, readStore, type Backend, type Stage } from './lib/stage.ts';

const PAUSE_MS = 40;

/** From an order in the store to the tag on its customer, through webhook, queue and Admin API. */
export const orderToTag: Bench = {
  about: 'the work of one order in small and large shops, and its milliseconds beside a round trip',
  run: async function* (quick) {
    yield* workOfAnOrder(quick);
    for (const backend of ['postgres', 'redis'] as const) {
      const { took, roundTrips } = await measured(backend, quick ? 60 : 300);
      for (const share of [0.5, 0.99]) yield figureOf(backend, share, took, roundTrips);
    }
  },
};

function figureOf(backend: Backend, share: number, took: number[], roundTrips: number[]): Figure {
  const value = at(took, share);
  const floor = at(roundTrips, share);
  return {
    figure: `p${share * 100} from webhook to tag, ms, ${backend} queue`,
    value,
    floor,
    ratio: floor / value,
    note: `${took.length} orders of new customers, one every ${PAUSE_MS} ms or more; the floor is one tagsAdd by a bare client`,
  };
}

function measured(
  backend: Backend,
  orders: number,
): Promise<{ took: number[]; roundTrips: number[] }> {
  return onStage({ backend, customers: 300, plan: 'enterprise', web: true }, async (stage) => {
    await readStore(stage);
    await momentOf(async () => !(await hasStale(stage.shop)));
    await startTagging(stage.shop, stage.enqueue, new Date());
    await momentOf(async () => !(await hasPendingTags(stage.shop)));
    const { world } = stage.simulator;
    const tagged = listenForTags(world);
    const took: number[] = [];
    for (let count = 0; count < orders; count += 1) {
      const start = performance.now();
      const id = orderOfSomebodyNew(world);
      await momentOf(() => Promise.resolve(tagged.has(id)));
      took.push((tagged.get(id) ?? start) - start);
      await sleep(PAUSE_MS);
    }
    return { took, roundTrips: await bareRoundTrips(stage, orders) };
  });
}

/** When each customer first got a tag of ours. */
function listenForTags(world: World): Map<string, number> {
  const tagged = new Map<string, number>();
  const save = world.saveCustomer.bind(world);
  world.saveCustomer = (customer) => {
    const ours = customer.tags.some((tag) => tag.startsWith('kz-'));
    if (ours && !tagged.has(customer.id)) tagged.set(customer.id, performance.now());
    return save(customer);
  };
  return tagged;
}

function orderOfSomebodyNew(world: World): string {
  const [product] = world.products.keys();
  const order = putOrder(world, {
    customer: { firstName: 'Bench' },
    lineItems: [{ product: { id: product ?? '' }, quantity: 1 }],
  });
  return order.customer?.id ?? '';
}

async function bareRoundTrips({ simulator }: Stage, count: number): Promise<number[]> {
  const token = await accessToken(simulator.url, await simulator.sessionToken());
  const [id] = simulator.world.customers.keys();
  const took: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const start = performance.now();
    const response = await fetch(`${simulator.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': token },
      body: JSON.stringify({
        query:
          'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["bench"]) { userErrors { message } } }',
        variables: { id },
      }),
    });
    await response.json();
    took.push(performance.now() - start);
  }
  return took;
}

async function accessToken(url: string, sessionToken: string): Promise<string> {
  const response = await fetch(`${url}/admin/oauth/access_token`, {
    method: 'POST',
    body: JSON.stringify({
      client_id: BENCH_ENV.SHOPIFY_API_KEY,
      client_secret: BENCH_ENV.SHOPIFY_API_SECRET,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: sessionToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

function at(took: readonly number[], share: number): number {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
