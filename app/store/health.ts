import type { Database } from './database.ts';

/** No shop has it: shops are counted from 1. */
const NO_SHOP = 0;

/** Whether a delivery could be stored right now; nothing stays behind. */
export async function canStoreDeliveries(db: Database): Promise<boolean> {
  const undo = new Error('rolled back on purpose');
  return db
    .transaction(async (sql) => {
      await sql.query(
        `insert into inbox (shop_id, webhook_id, topic, hash)
         values ($1, gen_random_uuid()::text, 'health', '')`,
        [NO_SHOP],
      );
      throw undo;
    })
    .catch((error: unknown) => error === undo);
}
