import { delayed, Failure } from '#app/domain/failure.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import {
  changedSegment,
  changeSegments,
  quoted,
  segmentsById,
  segmentsPage,
  tagCondition,
  type Segment,
  type SegmentChange,
  type SegmentsPage,
} from '#app/shopify/operations/segments.ts';
import type { Shop } from '#app/store/database.ts';
import {
  ownSegments,
  renewSegments,
  settleSegment,
  type ClaimedSegment,
  type SegmentClaim,
  type SegmentOutcome,
} from '#app/store/shopify-segments.ts';

/** How segments are brought to what is wanted. */
export interface Making {
  shop: Shop;
  admin: AdminClient;
  /** Of the tags that are written now. */
  prefix: string;
  leaseSeconds: number;
  /** Points that were reserved for the changes. */
  reserved: number;
}

const NO_SEGMENT = 'Segment does not exist';

/**
 * Makes what a claim asks for, and has what is there follow the prefix. Whatever Shopify does not
 * take stands on the row. After a failure, what surely was not asked for is given back at once; what
 * may still arrive at Shopify stays claimed until its lease ends, and is looked for then.
 */
export async function bringSegments(making: Making, claim: SegmentClaim): Promise<void> {
  const { shop, admin, reserved } = making;
  const progress = { sent: false };
  try {
    const changes: [ClaimedSegment, SegmentChange][] = [];
    for (const [segment, decision] of await decide(making, claim.segments)) {
      if (decision.kind === 'create' || decision.kind === 'update')
        changes.push([segment, decision]);
      else await settleSegment(shop, claim.id, segment.says, decision);
    }
    if (changes.length === 0) {
      await admin.giveBack(reserved);
      return;
    }
    const left = { ...claim, segments: changes.map(([segment]) => segment) };
    await send(making, left, changes, () => {
      progress.sent = true;
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, remedy, undone } = error;
    if (remedy.kind === 'stop') {
      await settleAll(shop, claim, () => ({ kind: 'failed', reason: message }));
      return;
    }
    if (undone || !progress.sent) {
      await settleAll(shop, claim, ({ uncertain }) => ({ kind: 'undone', uncertain }));
    }
    throw error;
  }
}

/** What is to be done about each of them: a change in Shopify, or only to note what is there. */
async function decide(
  making: Making,
  claimed: readonly ClaimedSegment[],
): Promise<[ClaimedSegment, SegmentChange | SegmentOutcome][]> {
  const { shop, admin, prefix } = making;
  const ids = claimed.flatMap(({ segmentId }) => segmentId ?? []);
  const found = ids.length === 0 ? {} : await admin.run(segmentsById(ids));
  const lost = claimed.some(({ segmentId, uncertain }) => uncertain && segmentId === null);
  const strangers = lost ? await readStrangers(shop, admin) : [];
  return claimed.map((segment) => {
    const tag = `${prefix}${segment.says}`;
    const query = tagCondition(tag);
    const there =
      segment.segmentId === null
        ? strangers.find((one) => one.query === query && one.name.startsWith(segment.name))
        : found[`s${ids.indexOf(segment.segmentId)}`];
    if (there) return [segment, followed(there, segment.tag ?? tag, tag)];
    if (segment.segmentId !== null && !segment.wanted) return [segment, { kind: 'gone' }];
    return [segment, { kind: 'create', name: segment.name, query }];
  });
}

/** Only the tag is replaced: what the merchant has made of the query stays. */
function followed(
  { id, name, query }: Segment,
  before: string,
  tag: string,
): SegmentChange | SegmentOutcome {
  const following = query.replaceAll(quoted(before), quoted(tag));
  return following === query
    ? { kind: 'there', segmentId: id, name, tag }
    : { kind: 'update', id, query: following };
}

/** All segments of the shop that are not known to be ours: one of them may have been made by a worker that died. */
async function readStrangers(shop: Shop, admin: AdminClient): Promise<Segment[]> {
  const own = await ownSegments(shop);
  const all: Segment[] = [];
  let after: string | null = null;
  do {
    const { segments }: SegmentsPage = await admin.run(segmentsPage(after));
    all.push(...segments.edges.map(({ node }) => node).filter(({ id }) => !own.has(id)));
    after = segments.pageInfo.hasNextPage ? segments.pageInfo.endCursor : null;
  } while (after !== null);
  return all;
}

async function send(
  { shop, admin, prefix, leaseSeconds, reserved }: Making,
  claim: SegmentClaim,
  changes: readonly [ClaimedSegment, SegmentChange][],
  onSending: () => void,
): Promise<void> {
  const beforeSending = async () => {
    if (!(await renewSegments(shop, claim, leaseSeconds)))
      throw delayed('another worker has taken over', 0, true);
    onSending();
  };
  const operation = changeSegments(changes.map(([, change]) => change));
  const result = await admin.run(operation, { beforeSending, reserved });
  for (const [index, [{ says, wanted }]] of changes.entries()) {
    const changed = changedSegment(result, index);
    const outcome: SegmentOutcome =
      'refusal' in changed
        ? refusedAs(changed.refusal, wanted)
        : {
            kind: 'there',
            segmentId: changed.segment.id,
            name: changed.segment.name,
            tag: `${prefix}${says}`,
          };
    await settleSegment(shop, claim.id, says, outcome);
  }
}

/** One that was deleted between the look and the change is made at the next click. */
function refusedAs(reason: string, wanted: boolean): SegmentOutcome {
  return reason === NO_SEGMENT && !wanted ? { kind: 'gone' } : { kind: 'refused', reason };
}

async function settleAll(
  shop: Shop,
  { id, segments }: SegmentClaim,
  outcomeOf: (segment: ClaimedSegment) => SegmentOutcome,
): Promise<void> {
  for (const segment of segments) {
    await settleSegment(shop, id, segment.says, outcomeOf(segment));
  }
}
