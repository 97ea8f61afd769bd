import { Refusal } from '../changes/refusal.ts';
import { json, sendLines, type Routes } from '../http.ts';
import { sendFile } from '../send-file.ts';
import type { Controlled } from './controlled.ts';

/** What a test or the demo reads of the store. */
export function readings({ world, oauth, access, bulk, faults, stats }: Controlled): Routes {
  return {
    'GET /__sim/stats': (_, response) => {
      json(response, 200, stats());
    },
    'GET /__sim/shop': (_, response) => {
      json(response, 200, world.shop);
    },
    'GET /__sim/clock': (_, response) => {
      json(response, 200, { now: world.clock.now() });
    },
    'GET /__sim/faults': (_, response) => {
      json(response, 200, faults.rates);
    },
    'GET /__sim/access': (_, response) => {
      const { scopes, protectedData } = access;
      json(response, 200, { scopes, protectedData, installed: oauth.installed });
    },
    'GET /__sim/session-token': async (_, response) => {
      json(response, 200, { sessionToken: await oauth.sessionToken() });
    },
    'GET /__sim/orders.jsonl': (_, response) => sendLines(response, world.orders.values()),
    'GET /__sim/customers.jsonl': (_, response) => sendLines(response, world.customers.values()),
    'GET /__sim/products.jsonl': (_, response) => sendLines(response, world.products.values()),
    'GET /__sim/bulk/*': async (request, response, _, [name = '']) => {
      const file = bulk.fileOf(name);
      if (file === null) throw new Refusal(404, 'this result is not there any more');
      await sendFile(request, response, file, 'application/jsonl');
    },
  };
}
