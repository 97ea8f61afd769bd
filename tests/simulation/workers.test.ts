import { beforeEach, describe, expect, it } from 'vitest';
import type { Shop } from '#app/store/database.ts';
import { expectConverged } from '../setup/converged.ts';
import { haunt, openCrew, type Newcomer } from '../setup/crew.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
const KILLS = Number(process.env.KILLS ?? 12);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000));

beforeEach(async () => {
  await ground.empty();
});

describe('three workers on Redis, one killed again and again', () => {
  it(`leave the tags that the domain asks for, mass changes and urgent orders at once (seed ${seed})`, async () => {
    const crew = await openCrew(ground, { customers: 300, seed: 8 });
    const { line, simulator, fell } = crew;
    const { bulkLines } = simulator.stats;
    const { kills, moments, overtaken, newcomers } = await haunt(crew, seed, KILLS);
    await expectConverged(line.shop, simulator);
    expect(await leftHeld(line.shop)).toEqual([]);
    expect(fell, 'ended although nobody had killed it').toEqual([]);
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    expect(kills - (moments['no chunk'] ?? 0), 'killed beside a chunk').toBeGreaterThan(KILLS / 2);
    expect(simulator.stats.bulkLines - bulkLines).toBeGreaterThan(100);
    expect(overtaken).toBeGreaterThan(0);
    expect(newcomers.length).toBeGreaterThan(0);
    expect(newcomers.filter(cameFirst).length).toBeGreaterThan(newcomers.length / 2);
  }, 300_000);
});

/** Not everybody can: each kill on the way costs a lease, a job's lock and perhaps a boot. */
function cameFirst({ tagged, massEnded }: Newcomer): boolean {
  return tagged !== null && tagged < massEnded;
}

/** Customers and chunks that somebody still has in his hands. */
async function leftHeld(shop: Shop): Promise<string[]> {
  const rows = await shop.db.sql.query<{ what: string }>(
    `select 'chunk ' || id as what from tag_chunk where shop_id = $1 and closed_at is null
     union all
     select 'customer ' || customer_id from tag_state
     where shop_id = $1 and (claim is not null or chunk_id is not null or sending is not null
                             or lease_until is not null)`,
    [shop.id],
  );
  return rows.map(({ what }) => what);
}
