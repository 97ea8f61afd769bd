import { isoOf, type Day } from '../domain/day.ts';
import { BODY_FORM } from '../domain/prepared/report.ts';
import type { Shop } from './database.ts';

/** A report by name, and what it was asked: canonical JSON. */
export interface ReportName {
  key: string;
  params: string;
}

/** A report as it is kept. */
export interface ReportRow {
  /** Since when somebody waits for it; null: nobody does. */
  askedAt: Date | null;
  /** Why it could not be made when it was tried last. */
  failure: string | null;
  /** How many customers have been counted of how many; null before the pass has begun. */
  done: number;
  all: number | null;
  /** What was made last; null: nothing yet, or nothing that this version can read. */
  made: MadeReport | null;
}

/** What a report says, and as of when. */
export interface MadeReport {
  body: unknown;
  asOf: Day;
  settingsVersion: number;
  at: Date;
  /** How long the pass took. */
  tookMs: number;
}

type Row = Omit<ReportRow, 'made'> & {
  [Key in keyof MadeReport]: MadeReport[Key] | null;
};

/** A report; null for one that nobody has asked for. */
export async function readReport(
  shop: Shop,
  { key, params }: ReportName,
): Promise<ReportRow | null> {
  const [row] = await shop.db.sql.query<Row>(
    `select asked_at as "askedAt", failure, customers_done as done, customers as all, body,
            as_of - date '1970-01-01' as "asOf", settings_version as "settingsVersion",
            case when form = ${BODY_FORM} then made_at end as at, took_ms as "tookMs"
     from report where shop_id = $1 and key = $2 and params = $3`,
    [shop.id, key, params],
  );
  if (!row) return null;
  const { askedAt, failure, done, all, ...made } = row;
  return { askedAt, failure, done, all, made: made.at === null ? null : (made as MadeReport) };
}

/** Some parts of a report's body, by the names that they have at its top. */
export interface ReportParts extends ReportName {
  parts: readonly string[];
}

/** A report of which only some parts are read. */
export interface PartlyRead {
  key: string;
  /** Somebody waits for it. */
  asked: boolean;
  /** Null: nothing yet, or nothing that this version can read. */
  made: { body: unknown; asOf: Day } | null;
}

/** Some parts of some reports in one query: whole bodies are large. Those that nobody has asked for are left out. */
export async function readReportParts(
  shop: Shop,
  wanted: readonly ReportParts[],
): Promise<PartlyRead[]> {
  const rows = await shop.db.sql.query<{ key: string; asked: boolean; body: unknown; asOf: Day }>(
    `select key, asked_at is not null as asked, as_of - date '1970-01-01' as "asOf",
            case when form = ${BODY_FORM} then (
              select jsonb_object_agg(part.key, part.value) from jsonb_each(body) as part
              where part.key = any (string_to_array(parts, ','))
            ) end as body
     from unnest($2::text[], $3::text[], $4::text[]) as wanted (key, params, parts)
       join report using (key, params)
     where shop_id = $1`,
    [
      shop.id,
      wanted.map(({ key }) => key),
      wanted.map(({ params }) => params),
      wanted.map(({ parts }) => parts.join()),
    ],
  );
  return rows.map(({ key, asked, body, asOf }) => ({
    ...{ key, asked },
    made: body === null ? null : { body, asOf },
  }));
}

/** Has a report made, whether or not there is an older one. */
export async function askForReport(shop: Shop, { key, params }: ReportName): Promise<void> {
  await shop.db.sql.query(
    `insert into report as r (shop_id, key, params, asked_at) values ($1, $2, $3, now())
     on conflict (shop_id, key, params) do update set
       asked_at = coalesce(r.asked_at, now()), failure = null, failed_on = null, seen_at = now()`,
    [shop.id, key, params],
  );
}

/** Notes that somebody looks at a report: those that nobody does are not made anew. */
export async function noteReportSeen(shop: Shop, { key, params }: ReportName): Promise<void> {
  await shop.db.sql.query(
    `update report set seen_at = now()
     where shop_id = $1 and key = $2 and params = $3 and seen_at < now() - interval '1 day'`,
    [shop.id, key, params],
  );
}

/** How long a report is made anew after it was last looked at, and how long it is kept. */
const FRESH_DAYS = 14;
const KEPT_DAYS = 30;

/**
 * Has everything made anew that is not as of `today`: what is always ready, and what was looked at
 * lately. What nobody has looked at for long is dropped.
 *
 * @param always what is made whether somebody looks at it or not.
 */
export async function askForDueReports(
  shop: Shop,
  today: Day,
  always: readonly ReportName[],
): Promise<void> {
  const names = [always.map(({ key }) => key), always.map(({ params }) => params)];
  await shop.db.transaction(async (sql) => {
    await sql.query(
      `insert into report (shop_id, key, params)
       select $1, key, params from unnest($2::text[], $3::text[]) as t (key, params)
       on conflict do nothing`,
      [shop.id, ...names],
    );
    await sql.query(
      `update report set asked_at = now()
       where shop_id = $1 and asked_at is null
         and (coalesce(as_of < $2::date, true) or form is distinct from ${BODY_FORM})
         and coalesce(failed_on < $2::date, true)
         and (seen_at > now() - interval '${FRESH_DAYS} days'
              or (key, params) in (select * from unnest($3::text[], $4::text[])))`,
      [shop.id, isoOf(today), ...names],
    );
    await sql.query(
      `delete from report where shop_id = $1 and seen_at < now() - interval '${KEPT_DAYS} days'
         and (key, params) not in (select * from unnest($2::text[], $3::text[]))`,
      [shop.id, ...names],
    );
  });
}

/** The reports that somebody waits for, with the moment up to which they were asked for. */
export async function askedReports(shop: Shop): Promise<{ names: ReportName[]; until: string }> {
  const rows = await shop.db.sql.query<ReportName & { until: string }>(
    `select key, params, now()::text as until from report
     where shop_id = $1 and asked_at is not null order by key, params`,
    [shop.id],
  );
  return {
    names: rows.map(({ key, params }) => ({ key, params })),
    until: rows[0]?.until ?? '',
  };
}

/** Whether somebody waits for a report. */
export async function hasAskedReports(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    'select from report where shop_id = $1 and asked_at is not null limit 1',
    [shop.id],
  );
  return rows.length > 0;
}

/** Notes how far the pass is that makes these reports. */
export async function noteReportProgress(
  shop: Shop,
  names: readonly ReportName[],
  done: number,
  all: number | null,
): Promise<void> {
  await shop.db.sql.query(
    `update report set customers_done = $4, customers = $5
     where shop_id = $1 and (key, params) in (select * from unnest($2::text[], $3::text[]))`,
    [shop.id, names.map(({ key }) => key), names.map(({ params }) => params), done, all],
  );
}

/** How a pass went. */
export interface Pass extends Pick<MadeReport, 'asOf' | 'settingsVersion' | 'tookMs'> {
  /** As {@link askedReports} gave it: who asked later waits on. */
  until: string;
}

/** Keeps what a report says. */
export async function keepReport(
  shop: Shop,
  { key, params }: ReportName,
  body: unknown,
  { asOf, settingsVersion, tookMs, until }: Pass,
): Promise<void> {
  await shop.db.sql.query(
    `update report set body = $4, form = ${BODY_FORM}, as_of = $5, settings_version = $6, took_ms = $7, made_at = now(),
       failure = null, failed_on = null, customers = null, customers_done = 0,
       asked_at = case when asked_at <= $8::timestamptz then null else asked_at end
     where shop_id = $1 and key = $2 and params = $3`,
    [shop.id, key, params, JSON.stringify(body), isoOf(asOf), settingsVersion, tookMs, until],
  );
}

/** Records that a report could not be made on a day; what was made before stays. */
export async function failReport(
  shop: Shop,
  { key, params }: ReportName,
  failure: string,
  today: Day,
): Promise<void> {
  await shop.db.sql.query(
    `update report set failure = $4, failed_on = $5, asked_at = null, customers = null,
       customers_done = 0
     where shop_id = $1 and key = $2 and params = $3`,
    [shop.id, key, params, failure, isoOf(today)],
  );
}

/** Forgets a report that cannot be asked for any more. */
export async function dropReport(shop: Shop, { key, params }: ReportName): Promise<void> {
  await shop.db.sql.query('delete from report where shop_id = $1 and key = $2 and params = $3', [
    shop.id,
    key,
    params,
  ]);
}
