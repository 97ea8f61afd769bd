import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { z } from 'zod';
import { Refusal } from '../changes/refusal.ts';
import { CUSTOMER_COLUMNS, customerRows } from '../exports/customers.ts';
import { ORDER_COLUMNS, orderRows } from '../exports/orders.ts';
import type { Routes } from '../http.ts';
import type { World } from '../world.ts';

const instant = z.iso.datetime({ offset: true });

/** The files that a merchant exports from the admin. */
export function exports(world: World): Routes {
  return {
    'GET /__sim/exports/orders.csv': async (_, response, { searchParams }) => {
      const before = searchParams.get('before');
      if (before !== null && !instant.safeParse(before).success)
        throw new Refusal(400, `before must be an instant such as ${world.clock.now()}`);
      await sendCsv(response, ORDER_COLUMNS, orderRows(world, before));
    },
    'GET /__sim/exports/customers.csv': (_, response) =>
      sendCsv(response, CUSTOMER_COLUMNS, customerRows(world)),
  };
}

async function sendCsv(
  response: ServerResponse,
  columns: readonly string[],
  rows: Iterable<object>,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' });
  await pipeline(Readable.from(rows), stringify({ header: true, columns: [...columns] }), response);
}
