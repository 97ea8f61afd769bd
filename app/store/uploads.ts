import type { Shop, Sql } from './database.ts';

/** What a file is about; `customers` only says which e-mail is whose, for a file of orders. */
export type UploadKind = 'events' | 'orders' | 'customers';

/** `previewed` until the merchant decides, `accepted` while it is taken over. */
export type UploadStatus = 'previewed' | 'accepted' | 'done' | 'failed' | 'cancelled';

/** A file that a merchant has handed in. */
export interface Upload {
  id: bigint;
  kind: UploadKind;
  fileName: string;
  status: UploadStatus;
  /** The preview, once it is taken over what became of it; null for a file that goes with another. */
  report: unknown;
  /** How many of its good rows are taken over. */
  rowsDone: number;
  uploadedBy: string | null;
  uploadedAt: Date;
  finishedAt: Date | null;
}

const WITHOUT_BODY = {
  id: true,
  kind: true,
  fileName: true,
  status: true,
  report: true,
  rowsDone: true,
  uploadedBy: true,
  uploadedAt: true,
  finishedAt: true,
} as const;

/** Keeps a file until the merchant decides. */
export async function keepUpload(
  shop: Shop,
  file: {
    kind: UploadKind;
    fileName: string;
    body: Uint8Array;
    report: object | null;
    by: string | null;
  },
): Promise<bigint> {
  const [row] = await shop.db.sql.query<{ id: bigint }>(
    `insert into upload (shop_id, kind, file_name, body, status, report, uploaded_by)
     values ($1, $2, $3, $4, 'previewed', $5, $6) returning id`,
    [
      shop.id,
      file.kind,
      file.fileName,
      Buffer.from(file.body),
      file.report && JSON.stringify(file.report),
      file.by,
    ],
  );
  if (!row) throw new Error('the upload was not kept');
  return row.id;
}

/** An upload, or null when it is gone. */
export async function readUpload(shop: Shop, id: bigint): Promise<Upload | null> {
  const row = await shop.db.prisma.upload.findUnique({
    where: { shopId_id: { shopId: shop.id, id } },
    select: WITHOUT_BODY,
  });
  return row as Upload | null;
}

/** The newest uploads of a kind, newest first. */
export async function newestUploads(
  shop: Shop,
  kind: UploadKind,
  limit: number,
): Promise<Upload[]> {
  const rows = await shop.db.prisma.upload.findMany({
    where: { shopId: shop.id, kind },
    orderBy: { id: 'desc' },
    take: limit,
    select: WITHOUT_BODY,
  });
  return rows as Upload[];
}

/** What is in an upload, or null once it is erased. */
export async function readUploadBody(shop: Shop, id: bigint): Promise<Uint8Array | null> {
  const [row] = await shop.db.sql.query<{ body: Buffer | null }>(
    'select body from upload where shop_id = $1 and id = $2',
    [shop.id, id],
  );
  return row?.body ?? null;
}

/** The merchant's word to take a file over. @returns false when it does not wait for that. */
export async function markAccepted(shop: Shop, id: bigint): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update upload set status = 'accepted'
     where shop_id = $1 and id = $2 and status = 'previewed' and body is not null
       and kind <> 'customers' returning id`,
    [shop.id, id],
  );
  return rows.length > 0;
}

/** Erases a file that the merchant does not want after all. @returns false when it is too late. */
export async function cancel(shop: Shop, id: bigint): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update upload set status = 'cancelled', body = null, report = null, finished_at = now()
     where shop_id = $1 and id = $2 and status = 'previewed' returning id`,
    [shop.id, id],
  );
  return rows.length > 0;
}

/** The uploads that are to be taken over. */
export async function acceptedUploads(shop: Shop): Promise<bigint[]> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    `select id from upload where shop_id = $1 and body is not null and status = 'accepted'
     order by id`,
    [shop.id],
  );
  return rows.map(({ id }) => id);
}

/**
 * Moves an upload from one row to a later one and adds to the counts of its report, unless somebody
 * else has done so.
 */
export async function moveUpload(
  shop: Shop,
  id: bigint,
  step: { from: number; to: number; counts: Readonly<Record<string, number>> },
  sql: Sql = shop.db.sql,
): Promise<boolean> {
  const rows = await sql.query(
    `update upload set rows_done = $4, report = report || (
       select coalesce(jsonb_object_agg(key, coalesce((report ->> key)::bigint, 0) + value::bigint), '{}')
       from jsonb_each_text($5::jsonb))
     where shop_id = $1 and id = $2 and status = 'accepted' and rows_done = $3 returning id`,
    [shop.id, id, step.from, step.to, JSON.stringify(step.counts)],
  );
  return rows.length > 0;
}

/** Ends the taking over of a file: its content goes, what became of it stays. */
export async function closeUpload(
  shop: Shop,
  id: bigint,
  { status, report }: { status: 'done' | 'failed'; report: object },
): Promise<void> {
  await shop.db.sql.query(
    `update upload set status = $3, body = null, report = coalesce(report, '{}') || $4::jsonb,
       finished_at = now()
     where shop_id = $1 and id = $2 and status = 'accepted'`,
    [shop.id, id, status, JSON.stringify(report)],
  );
}

/** Erases a file that went with another. */
export async function eraseUpload(shop: Shop, id: bigint): Promise<void> {
  await shop.db.sql.query('delete from upload where shop_id = $1 and id = $2', [shop.id, id]);
}

/** Erases files about which nobody has decided for a day. */
export async function forgetUploads(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `delete from upload u where shop_id = $1 and body is not null and status = 'previewed'
       and uploaded_at < now() - interval '1 day'
       and not exists (select from upload o where o.shop_id = $1 and o.status = 'accepted'
                       and (o.report ->> 'customersUpload')::bigint = u.id)`,
    [shop.id],
  );
}
