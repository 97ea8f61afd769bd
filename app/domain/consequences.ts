import { z } from 'zod';
import type { Standings } from './customer.ts';
import type { CustomerId } from './ids.ts';
import type { CalendarModelKey } from './models/index.ts';
import type { RelativeModelKey } from './segments/leaf.ts';
import type { SavedSegment } from './segments/saved.ts';
import { CAUTIOUS_PACE, MUTATION_POINTS, type BulkPace } from './tag-work.ts';
import { planTags } from './tags.ts';

const count = z.int().nonnegative();

/** The models in which customers move, as they are told. */
export const MOVING_MODELS = [
  'cpm',
  'lifecycle',
  'vip',
  'contract',
  'stage',
  'rfm',
  'rank',
  'layer',
  'decile',
  'abc',
  'next',
] as const satisfies readonly (CalendarModelKey | RelativeModelKey)[];
export type MovingModel = (typeof MOVING_MODELS)[number];

const Move = z.strictObject({
  model: z.enum(MOVING_MODELS),
  /** Null where the model says nothing. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  customers: count,
});
/** Customers who stand in another state of a model. */
export type Move = z.infer<typeof Move>;

const SegmentConsequence = z.strictObject({
  id: z.int(),
  name: z.string(),
  before: count,
  after: count,
  /** Ids of some customers who are inside afterwards, as text: they may exceed 2^53. */
  sample: z.array(z.string()),
});
/** Whom a saved segment has now and would have; one that is deleted has nobody afterwards. */
export type SegmentConsequence = z.infer<typeof SegmentConsequence>;

/** What drafted settings would change, were they saved now. */
export const Consequences = z.strictObject({
  /** By model in the order of `MOVING_MODELS`, most customers first. */
  moves: z.array(Move),
  segments: z.array(SegmentConsequence),
  tags: z.strictObject({
    /** Whose tags change. */
    customers: count,
    added: count,
    removed: count,
  }),
  /** How long writing those tags takes; 0 without any. */
  minutes: count,
});
export type Consequences = z.infer<typeof Consequences>;

/** Where a customer stands. */
export interface Place {
  /** A model left out says nothing. */
  states: Partial<Record<MovingModel, string | null>>;
  /** Ids of the segments that the customer is in. */
  segments: readonly number[];
  tags: readonly string[];
  /** Tags that somebody took off and that are left off. */
  respected?: readonly string[];
}

/** Everybody who stands elsewhere, counted one by one in memory that does not grow with them. */
export interface Tally {
  add: (customerId: CustomerId, before: Place, after: Place) => void;
  consequences: (pace: WritingPace) => Consequences;
}

const SAMPLE = 20;

/** @param segments those that are told of: all that there are before or afterwards. */
export function tallyOf(segments: readonly Pick<SavedSegment, 'id' | 'name'>[]): Tally {
  const moves = new Map<string, Move>();
  const counts = new Map<number, SegmentConsequence>(
    segments.map(({ id, name }) => [id, { id, name, before: 0, after: 0, sample: [] }]),
  );
  const tags = { customers: 0, added: 0, removed: 0 };
  let mutations = 0;
  return {
    add: (customerId, before, after) => {
      countMoves(moves, before, after);
      countMember(counts, customerId, before, after);
      const { add, remove } = planTags(after.tags, before.tags, false);
      tags.customers += Number(add.length + remove.length > 0);
      tags.added += add.length;
      tags.removed += remove.length;
      mutations += Number(add.length > 0) + Number(remove.length > 0);
    },
    consequences: (pace) => ({
      moves: MOVING_MODELS.flatMap((model) => movesIn(model, moves)),
      segments: [...counts.values()],
      tags,
      minutes: minutesToWrite(mutations, pace),
    }),
  };
}

function countMoves(moves: Map<string, Move>, before: Place, after: Place): void {
  for (const model of MOVING_MODELS) {
    const from = before.states[model] ?? null;
    const to = after.states[model] ?? null;
    if (from === to) continue;
    const key = [model, from, to].join();
    const move = moves.get(key);
    if (move) move.customers += 1;
    else moves.set(key, { model, from, to, customers: 1 });
  }
}

function movesIn(model: MovingModel, moves: ReadonlyMap<string, Move>): Move[] {
  return [...moves.values()]
    .filter((move) => move.model === model)
    .sort((a, b) => b.customers - a.customers);
}

function countMember(
  counts: ReadonlyMap<number, SegmentConsequence>,
  customerId: CustomerId,
  before: Place,
  after: Place,
): void {
  for (const id of before.segments) {
    const segment = counts.get(id);
    if (segment) segment.before += 1;
  }
  for (const id of after.segments) {
    const segment = counts.get(id);
    if (!segment) continue;
    segment.after += 1;
    if (segment.sample.length < SAMPLE) segment.sample.push(String(customerId));
  }
}

/** How fast a shop's tags can be written. */
export interface WritingPace {
  /** Points a second, as Shopify told last; null before its first answer. */
  restoreRate: number | null;
  /** As the shop's own bulk operations were; null before enough of them. */
  bulk: BulkPace | null;
}

/** Points a second of Shopify's smallest plan. */
const SMALLEST_RATE = 100;

/**
 * Whole minutes that so many mutations of tags take: a customer's additions are one, the removals
 * another. Assumed is that the shop's points are spent on nothing else and none were saved up before;
 * that bulk operations, where points alone need longer, begin after their overhead and go on beside
 * the calls to the end; and that no order comes in between.
 */
export function minutesToWrite(mutations: number, { restoreRate, bulk }: WritingPace): number {
  const { linesPerSecond, overheadSeconds } = bulk ?? CAUTIOUS_PACE;
  const perSecond = (restoreRate ?? SMALLEST_RATE) / MUTATION_POINTS;
  const byCalls = mutations / perSecond;
  const together = (mutations + linesPerSecond * overheadSeconds) / (perSecond + linesPerSecond);
  return Math.ceil(Math.min(byCalls, Math.max(together, overheadSeconds)) / 60);
}

/** Where a customer who is computed stands. */
export function placeOf({ models, classes, segments, tags }: Standings): Place {
  return {
    states: {
      ...Object.fromEntries(models.map(({ model, standing }) => [model, standing.state])),
      rfm: classes?.segment ?? null,
      rank: classes?.rank ?? null,
      layer: classes?.layer ?? null,
      decile: classes ? String(classes.decile) : null,
      abc: classes?.abc ?? null,
    },
    segments: segments.filter(({ inside }) => inside).map(({ segmentId }) => segmentId),
    tags,
  };
}
