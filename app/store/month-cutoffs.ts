import { isoOf, type Day } from '../domain/day.ts';
import { StoredCutoffs } from '../domain/relative/stored.ts';
import { underBasisLock } from './basis-lock.ts';
import type { Shop } from './database.ts';
import { markMonths } from './month-marks.ts';

/** What customers were held against at the end of a month. */
export interface MonthCutoffs {
  day: Day;
  cutoffs: StoredCutoffs;
}

const COMPARING = `jsonb_build_array(body -> 'rfm', body -> 'rank', body -> 'abc', body -> 'counting')`;

/** A row `c` made by settings that compare customers as the newest ones do. */
export const STILL_HOLDS = `
  (select ${COMPARING} from settings s where s.shop_id = $1 and s.version = c.settings_version)
  is not distinct from
  (select ${COMPARING} from settings s where s.shop_id = $1 order by version desc limit 1)`;

/** The cutoffs of ended months that hold by the newest settings, by day. */
export async function holdingMonthCutoffs(shop: Shop): Promise<MonthCutoffs[]> {
  const rows = await shop.db.sql.query<{ day: Day; body: unknown }>(
    `select day - date '1970-01-01' as day, body from cutoff c
     where shop_id = $1 and purpose = 'month' and ${STILL_HOLDS} order by day`,
    [shop.id],
  );
  return rows.map(({ day, body }) => ({ day, cutoffs: StoredCutoffs.parse(body) }));
}

/**
 * Keeps what customers were held against at the end of a month, over what other settings left, and
 * marks the months from there on.
 */
export async function saveMonthCutoffs(
  shop: Shop,
  { day, cutoffs }: MonthCutoffs,
  settingsVersion: number,
  customers: number,
): Promise<void> {
  await underBasisLock(shop, async (sql) => {
    await sql.query(
      `insert into cutoff (shop_id, purpose, day, settings_version, customers, body)
       values ($1, 'month', $2, $3, $4, $5)
       on conflict (shop_id, day) where purpose = 'month' do update set
         settings_version = excluded.settings_version, customers = excluded.customers,
         body = excluded.body, made_at = now()`,
      [shop.id, isoOf(day), settingsVersion, customers, JSON.stringify(cutoffs)],
    );
    await markMonths(shop, sql, day);
  });
}
