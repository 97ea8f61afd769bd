import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { diceOf } from '#simulator/generator/dice.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../.kizuna/bench');
const SEED = 4;
const FROM = Date.parse('2023-11-01T00:00:00Z');
const YEARS = 3;
const MINUTES_A_YEAR = 365 * 24 * 60;
const MINUTE = 60_000;

/** A file of so many orders in the plain form, one row each; made once and kept. */
export async function ordersCsv(size: { customers: number; orders: number }): Promise<string> {
  const file = path.join(FOLDER, `orders-${size.customers}-${size.orders}-1.csv`);
  if (existsSync(file)) return file;
  await mkdir(FOLDER, { recursive: true });
  const out = createWriteStream(`${file}.part`);
  out.write('customer_id,order_id,ordered_at,amount\n');
  for (const rows of rowsOf(size)) if (!out.write(rows)) await once(out, 'drain');
  out.end();
  await finished(out);
  await rename(`${file}.part`, file);
  return file;
}

/** Every customer orders once, some of them again and again, in no order. */
function* rowsOf({ customers, orders }: { customers: number; orders: number }): Generator<string> {
  const dice = diceOf(SEED);
  for (let order = 0; order < orders; order += 1) {
    const again = Math.floor(customers * dice.between(0, 1) ** 2);
    const customer = order < customers ? order : again;
    const minute = dice.whole(0, YEARS * MINUTES_A_YEAR);
    const at = new Date(FROM + minute * MINUTE)
      .toISOString()
      .slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
    const amount = 100 * dice.whole(5, 250);
    yield `C${String(customer).padStart(7, '0')},#${1_000_000 + order},${at.replace('T', ' ')},${amount}\n`;
  }
}
