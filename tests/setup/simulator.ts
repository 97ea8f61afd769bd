import { afterEach } from 'vitest';
import { generateStore } from '#simulator/generator/generate-store.ts';
import type { StoreData } from '#simulator/records.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '#simulator/server.ts';

export const APP = { apiKey: 'test-app', apiSecret: 'test-secret-of-some-length' } as const;

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
});

/** A simulated store that ends with the test. */
export async function aSimulator(
  options: Partial<SimulatorOptions> & { customers?: number; seed?: number } = {},
): Promise<Simulator> {
  const { customers = 20, seed = 1, ...rest } = options;
  const data: StoreData = rest.data ?? generateStore({ customers, seed });
  const simulator = await startSimulator({ ...APP, ...rest, data });
  running.push(simulator);
  return simulator;
}

export interface Answer {
  data?: Record<string, unknown>;
  errors?: { message: string; extensions?: { code?: string } }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
    };
  };
}

/** A caller of the Admin API that holds a fresh token. */
export async function callerOf(
  simulator: Simulator,
): Promise<(query: string, variables?: object) => Promise<Answer>> {
  const response = await fetch(`${simulator.url}/admin/oauth/access_token`, {
    method: 'POST',
    body: JSON.stringify({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      client_id: APP.apiKey,
      client_secret: APP.apiSecret,
      subject_token: await simulator.sessionToken(),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      expiring: '1',
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return async (query, variables = {}) => {
    const answer = await fetch(`${simulator.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': token },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as Answer;
  };
}
