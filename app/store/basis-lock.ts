import type { Shop, Sql } from './database.ts';

/** Any number that no other lock of ours uses. */
const BASIS_LOCK = 7_313;

/**
 * Keeps what customers are held against as it is until the transaction ends; any number of
 * transactions may do so at once. To be taken before any customer is locked.
 *
 * @returns a text that is another one after every change; see `basisStamp`.
 */
export async function holdBasis(shop: Shop, sql: Sql): Promise<string> {
  await sql.query('select pg_advisory_xact_lock_shared($1, $2)', [BASIS_LOCK, shop.id]);
  return basisStamp(shop, sql);
}

/** Waits for everybody who is computed against what customers were held against until now. */
export function underBasisLock<T>(shop: Shop, change: (sql: Sql) => Promise<T>): Promise<T> {
  return shop.db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1, $2)', [BASIS_LOCK, shop.id]);
    return change(sql);
  });
}

/** Stands for the cutoffs and top amounts of a shop as they are. */
export async function basisStamp(shop: Shop, sql: Sql): Promise<string> {
  const [row] = await sql.query<{ stamp: string }>(
    `select concat_ws('/', (select max(id) from cutoff where shop_id = $1 and purpose = 'current'),
                           (select max(made_at) from cutoff where shop_id = $1 and purpose = 'month'),
                           (select count(*) from top_amount where shop_id = $1)) as stamp`,
    [shop.id],
  );
  return row?.stamp ?? '';
}
