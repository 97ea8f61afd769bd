import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Database, Shop } from '#app/store/database.ts';
import { allowTagging } from '#app/store/shops.ts';
import { openChunk } from '#app/store/tag-chunks.ts';
import { saveWantedTags } from '#app/store/wanted-tags.ts';
import type { SimulatorOptions } from '#simulator/server.ts';
import { readBack } from '#workers/handlers/read-back.ts';
import { writeChunks } from '#workers/handlers/write-chunks.ts';
import { writeMass } from '#workers/handlers/write-mass.ts';
import { writeTags } from '#workers/handlers/write-tags.ts';
import { connectedShop, type Twist } from './connected-shop.ts';
import { aSimulator } from './simulator.ts';

/** What is kept of the tags on one customer. */
export interface TagRow {
  id: CustomerId;
  wanted: string[];
  written: string[];
  sending: string[] | null;
  chunk_adds: string[] | null;
  chunk_id: bigint | null;
  exception: string | null;
  urgent: boolean;
  respected: string[];
}

const gid = (id: bigint) => `gid://shopify/Customer/${id}`;

/** A store's shop whose tags may be written, and the hands of its jobs. Nobody is read or computed. */
export async function tagWork(
  db: Database,
  options: Partial<SimulatorOptions & { customers: number }>,
) {
  const simulator = await aSimulator({ bulkRate: 10_000, ...options });
  const connection = await connectedShop(db, simulator);
  const { shop } = connection;
  await allowTagging(shop, 'kz-', new Date());
  await db.sql.query(`update shop set timezone = 'Asia/Tokyo', currency = 'JPY' where id = $1`, [
    shop.id,
  ]);
  const ids = [...simulator.world.customers.keys()].map(
    (id) => BigInt(id.split('/').at(-1) ?? '') as CustomerId,
  );
  await db.sql.query(
    'insert into customer (shop_id, id, stale) select $1, id, false from unnest($2::bigint[]) as t (id)',
    [shop.id, ids],
  );
  /** Makes these tags wanted, as a recount or as a person's deed. */
  const want = (of: readonly bigint[], tags: string[], because = 'calendar') =>
    saveWantedTags(
      shop,
      db.sql,
      of.map((customerId) => ({ customerId: customerId as CustomerId, wantedTags: tags, because })),
      new Date(),
    );
  const rows = () =>
    db.sql.query<TagRow>(
      'select customer_id as id, * from tag_state where shop_id = $1 order by customer_id',
      [shop.id],
    );
  return {
    simulator,
    connection,
    shop,
    ids,
    want,
    rows,
    row: async (id: bigint) => (await rows()).find((row) => row.id === id),
    /** Gives up to so many waiting customers to bulk operations. */
    open: (size = 1_000) => openChunk(shop, size),
    /** Goes on with bulk operations once; true when they have ended. */
    chunksOnce: (twist?: Twist) => once(() => writeChunks(shop, connection.contextWith(twist))),
    chunks: () => untilDone(() => writeChunks(shop, connection.contextWith())),
    mass: () => untilDone(() => writeMass(shop, connection.contextWith())),
    urgent: () => untilDone(() => writeTags(shop, connection.contextWith())),
    readBack: () => readBack(shop, connection.contextWith()),
    /** Tags of ours that are on a customer in the store. */
    inStore: (id: bigint) =>
      (simulator.world.customers.get(gid(id))?.tags ?? [])
        .filter((tag) => tag.startsWith('kz-'))
        .toSorted(),
    gid,
  };
}

export type TagWork = Awaited<ReturnType<typeof tagWork>>;

async function once(job: () => Promise<void>): Promise<boolean> {
  try {
    await job();
    return true;
  } catch (error) {
    if (error instanceof Failure && error.remedy.kind === 'delay') return false;
    throw error;
  }
}

async function untilDone(job: () => Promise<void>): Promise<void> {
  while (!(await once(job))) await sleep(20);
}

/** Tags of ours in the store that are not recorded as perhaps being there; all tags of every customer. */
export async function unrecorded({ rows, inStore }: TagWork): Promise<string[]> {
  return (await rows()).flatMap((row) => {
    const known = new Set([...row.written, ...(row.sending ?? []), ...(row.chunk_adds ?? [])]);
    return inStore(row.id)
      .filter((tag) => !known.has(tag))
      .map((tag) => `${row.id} ${tag}`);
  });
}

/** Customers whose tags in the store are not those that are wanted. */
export async function wrong({ rows, inStore }: TagWork): Promise<bigint[]> {
  return (await rows())
    .filter(({ id, wanted }) => inStore(id).join() !== wanted.toSorted().join())
    .map(({ id }) => id);
}

/** How many bulk mutations the store was asked to run. */
export async function mutationsRun(shop: Shop, { connection }: TagWork): Promise<number> {
  const { latestBulkMutations } = await import('#app/shopify/operations/bulk-tags.ts');
  const admin = await connection.contextWith().admin(shop);
  return (await admin.run(latestBulkMutations())).bulkOperations.edges.length;
}
