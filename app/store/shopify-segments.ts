import { randomUUID } from 'node:crypto';
import type { Shop } from './database.ts';

/** A segment to be made in Shopify; `says` is the tag without the prefix. */
export interface SegmentWish {
  says: string;
  name: string;
}

/** A segment in Shopify for a tag of ours, or the wish for one. */
export interface ShopifySegment extends SegmentWish {
  /** Shopify's id; null while there is none. */
  segmentId: string | null;
  /** Shopify is still to be asked. */
  waiting: boolean;
  /** Why there is none, or why it does not follow the prefix. */
  refusal: string | null;
}

/** A segment that one worker is about to bring to what is wanted, and nobody else meanwhile. */
export interface ClaimedSegment extends SegmentWish {
  segmentId: string | null;
  /** The tag that its query names; null while there is none. */
  tag: string | null;
  /** Asked for by a click, not only to follow the prefix. */
  wanted: boolean;
  /** Shopify was asked to make it before, and what became of that is not known. */
  uncertain: boolean;
}

/** Segments claimed together. */
export interface SegmentClaim {
  id: string;
  segments: ClaimedSegment[];
}

/** Asked for, or not naming the tag that is written by now. */
const PENDING = `(wanted or (segment_id is not null and tag <> $2 || says)) and refusal is null`;

/** Why a segment that was made once is not there. */
export const DELETED = 'deleted in Shopify';

/** Wants segments to be there; what was refused is tried again. One that is there keeps its name. */
export async function wantSegments(shop: Shop, wishes: readonly SegmentWish[]): Promise<void> {
  await shop.db.sql.query(
    `insert into shopify_segment as s (shop_id, says, name)
     select $1::int, says, name from unnest($2::text[], $3::text[]) as t (says, name) order by says
     on conflict (shop_id, says) do update set wanted = true, refusal = null,
       name = case when s.segment_id is null and not s.tried then excluded.name else s.name end`,
    [shop.id, wishes.map(({ says }) => says), wishes.map(({ name }) => name)],
  );
}

/** All segments that were ever asked for. */
export function listSegments(shop: Shop): Promise<ShopifySegment[]> {
  return shop.db.sql.query<ShopifySegment>(
    `select says, name, segment_id as "segmentId", wanted and refusal is null as waiting, refusal
     from shopify_segment where shop_id = $1 order by says`,
    [shop.id],
  );
}

/** Whether a segment is to be made or to follow the prefix, and nobody is at it. */
export async function hasPendingSegments(shop: Shop, prefix: string): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from shopify_segment where shop_id = $1 and ${PENDING}
       and (lease_until is null or lease_until < now()) limit 1`,
    [shop.id, prefix],
  );
  return rows.length > 0;
}

/**
 * Claims segments that are to be made or to follow the prefix. That Shopify may be asked to make
 * them is recorded before it is.
 */
export async function claimSegments(
  shop: Shop,
  prefix: string,
  limit: number,
  leaseSeconds: number,
): Promise<SegmentClaim> {
  const id = randomUUID();
  const segments = await shop.db.sql.query<ClaimedSegment>(
    `with due as (
       select says, tried as uncertain from shopify_segment
       where shop_id = $1 and ${PENDING} and (lease_until is null or lease_until < now())
       order by says limit $3 for update skip locked
     )
     update shopify_segment s set claim = $4, tried = segment_id is null or wanted,
       lease_until = now() + make_interval(secs => $5)
     from due where s.shop_id = $1 and s.says = due.says
     returning s.says, name, segment_id as "segmentId", tag, wanted, uncertain`,
    [shop.id, prefix, limit, id, leaseSeconds],
  );
  return { id, segments };
}

/** Lengthens a claim to a whole lease. @returns false when another worker has taken over. */
export async function renewSegments(
  shop: Shop,
  { id, segments }: SegmentClaim,
  leaseSeconds: number,
): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update shopify_segment set lease_until = now() + make_interval(secs => $3)
     where shop_id = $1 and claim = $2 returning says`,
    [shop.id, id, leaseSeconds],
  );
  return rows.length === segments.length;
}

/** What has become of one claimed segment. */
export type SegmentOutcome =
  | { kind: 'there'; segmentId: string; name: string; tag: string }
  | { kind: 'gone' }
  | { kind: 'refused'; reason: string }
  /** Shopify's answer, if there was one, says nothing of it. */
  | { kind: 'failed'; reason: string }
  /** Shopify surely was not asked. */
  | { kind: 'undone'; uncertain: boolean };

const SETTLED = 'claim = null, lease_until = null';
const OUTCOMES: Record<SegmentOutcome['kind'], string> = {
  there: `${SETTLED}, wanted = false, tried = false, refusal = null, segment_id = $4, name = $5, tag = $6`,
  gone: `${SETTLED}, wanted = false, tried = false, segment_id = null, tag = null, refusal = '${DELETED}'`,
  refused: `${SETTLED}, wanted = false, tried = false, refusal = $4`,
  failed: `${SETTLED}, wanted = false, refusal = $4`,
  undone: `${SETTLED}, tried = $4`,
};

/** Records what has become of a claimed segment; a claim that has passed on is left alone. */
export async function settleSegment(
  shop: Shop,
  claim: string,
  says: string,
  outcome: SegmentOutcome,
): Promise<void> {
  const { kind, ...values } = outcome;
  await shop.db.sql.query(
    `update shopify_segment set ${OUTCOMES[kind]} where shop_id = $1 and claim = $2 and says = $3`,
    [shop.id, claim, says, ...Object.values<string | boolean>(values)],
  );
}

/** Those of the ids that are kept as segments of ours. */
export async function ownSegments(shop: Shop): Promise<Set<string>> {
  const rows = await shop.db.sql.query<{ id: string }>(
    'select segment_id as id from shopify_segment where shop_id = $1 and segment_id is not null',
    [shop.id],
  );
  return new Set(rows.map(({ id }) => id));
}
