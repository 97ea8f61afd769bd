import { expect, it } from 'vitest';
import type { ShopId } from '../domain/ids.ts';
import type { Database } from './database.ts';
import { keptCount, soon, type Counted } from './kept-counts.ts';

const MINUTE = 60_000;

/** A count of so many customers that says how often it was made, and a clock. */
function aCount(customers: number) {
  const db = {} as Database;
  const clock = { now: 0 };
  let made = 0;
  const count = keptCount<number>(
    () => Promise.resolve([(made += 1)]),
    () => customers,
    () => clock.now,
  );
  const counted = (id = 1) => count({ db, id: id as ShopId });
  const of = async (id = 1) => (await counted(id)).rows[0];
  return { of, counted, clock };
}

const counted = (customers: number): Counted<number> => ({ rows: [customers], at: 0, kept: true });

it('is waited for by a page that can do without it, but not for long', async () => {
  expect(await soon(Promise.resolve(counted(7)))).toEqual(counted(7));
  const endless = new Promise<Counted<number>>(() => undefined);
  expect(await soon(endless)).toBeNull();
  await expect(soon(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});

it('says whether it is kept, for its moment is to be told then', async () => {
  const keptOf = async (customers: number) => (await aCount(customers).counted()).kept;
  expect([await keptOf(49_999), await keptOf(50_000)]).toEqual([false, true]);
});

it('counts a small shop every time', async () => {
  const { of } = aCount(49_999);
  expect([await of(), await of()]).toEqual([1, 2]);
});

it('counts a large shop once for all who ask, each shop for itself', async () => {
  const { of } = aCount(50_000);
  expect(await Promise.all([of(), of()])).toEqual([1, 1]);
  expect(await of()).toBe(1);
  expect(await of(2)).toBe(2);
});

it('shows what it has while it counts anew, but not for ever', async () => {
  const { of, clock } = aCount(50_000);
  await of();
  clock.now += MINUTE;
  expect(await of()).toBe(1);
  expect(await of()).toBe(2);
  clock.now += 15 * MINUTE;
  expect(await of()).toBe(3);
});

it('tells whoever waits that a count has failed, and makes it the next time', async () => {
  let works = false;
  const count = keptCount<number>(
    () => (works ? Promise.resolve([7]) : Promise.reject(new Error('no database'))),
    () => 50_000,
  );
  const shop = { db: {} as Database, id: 1 as ShopId };
  await expect(count(shop)).rejects.toThrow('no database');
  works = true;
  expect((await count(shop)).rows).toEqual([7]);
});
