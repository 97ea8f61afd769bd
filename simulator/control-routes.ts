import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { BulkOperations } from './admin-api/bulk-operations.ts';
import { putCustomer } from './changes/customers.ts';
import { ClockInput, moveClock } from './changes/days.ts';
import { CustomerInput } from './changes/inputs/customers.ts';
import { OrderInput, RefundInput } from './changes/inputs/orders.ts';
import { deleteOrder, putOrder } from './changes/orders.ts';
import { cancelOrder, refundOrder } from './changes/refunds.ts';
import { FaultRates, type Faults } from './faults.ts';
import { json, readBody, sendLines, type Routes } from './http.ts';
import type { OAuth } from './oauth.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import type { World } from './world.ts';

const IDLE_MS = 30_000;

export interface Controlled {
  world: World;
  oauth: OAuth;
  bulk: BulkOperations;
  faults: Faults;
  deliveries: Deliveries;
  stats: () => object;
}

/** What only the simulator has, under /__sim/. */
export function controlRoutes(controlled: Controlled): Routes {
  return {
    ...readings(controlled),
    ...changes(controlled.world),
    ...switches(controlled),
  };
}

function readings({ world, oauth, bulk, stats }: Controlled): Routes {
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
    'GET /__sim/session-token': async (_, response) => {
      json(response, 200, { sessionToken: await oauth.sessionToken() });
    },
    'GET /__sim/orders.jsonl': (_, response) => sendLines(response, world.orders.values()),
    'GET /__sim/customers.jsonl': (_, response) => sendLines(response, world.customers.values()),
    'GET /__sim/bulk/*': async (_, response, __, [file = '']) => {
      response.writeHead(200, { 'content-type': 'application/jsonl' });
      await pipeline(createReadStream(bulk.fileOf(file)), response);
    },
  };
}

function changes(world: World): Routes {
  const orderId = (number: string) => `gid://shopify/Order/${number}`;
  return {
    'POST /__sim/customers': async (request, response) => {
      json(response, 200, putCustomer(world, await readBody(request, CustomerInput)));
    },
    'POST /__sim/orders': async (request, response) => {
      json(response, 200, putOrder(world, await readBody(request, OrderInput)));
    },
    'POST /__sim/orders/*/refund': async (request, response, _, [number = '']) => {
      const input = await readBody(request, RefundInput);
      json(response, 200, refundOrder(world, orderId(number), input));
    },
    'POST /__sim/orders/*/cancel': (_, response, __, [number = '']) => {
      json(response, 200, cancelOrder(world, orderId(number)));
    },
    'DELETE /__sim/orders/*': (_, response, __, [number = '']) => {
      deleteOrder(world, orderId(number));
      json(response, 200, { deleted: orderId(number) });
    },
  };
}

function switches({ world, oauth, faults, deliveries, stats }: Controlled): Routes {
  return {
    'POST /__sim/clock': async (request, response) => {
      json(response, 200, { now: moveClock(world, await readBody(request, ClockInput)) });
    },
    'POST /__sim/faults': async (request, response) => {
      faults.set(await readBody(request, FaultRates));
      json(response, 200, faults.rates);
    },
    'GET /__sim/faults': (_, response) => {
      json(response, 200, faults.rates);
    },
    'POST /__sim/uninstall': (_, response) => {
      oauth.uninstall();
      world.tell({ topics: ['app/uninstalled'] });
      json(response, 200, { uninstalled: true });
    },
    'POST /__sim/webhooks/idle': async (_, response) => {
      const idle = await deliveries.idle(IDLE_MS);
      json(response, idle ? 200 : 504, stats());
    },
  };
}
