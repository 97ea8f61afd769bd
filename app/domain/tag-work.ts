/** Why tags change that are to be right at once; all else may take its turn. */
const URGENT_CAUSES = ['order', 'event', 'customer'];

/** Whether a change of wanted tags goes before whole shops that are recounted. */
export function isUrgent(because: string): boolean {
  return URGENT_CAUSES.includes(because);
}

/** What Shopify asks for one mutation. */
export const MUTATION_POINTS = 10;
const LARGEST_RESERVE = 1_000;
const RESERVED_SHARE = 0.1;

/** Points that mass work leaves in the bucket, so that an urgent write finds some at once. */
export function urgentReserve(maximum: number): number {
  return Math.min(LARGEST_RESERVE, maximum * RESERVED_SHARE);
}

/** How fast bulk mutations of a shop are. */
export interface BulkPace {
  linesPerSecond: number;
  /** From the decision to the first line, and from the last line to its settlement. */
  overheadSeconds: number;
}

/** Before the first operation of a shop has ended: rather too slow than too fast. */
export const CAUTIOUS_PACE: BulkPace = { linesPerSecond: 50, overheadSeconds: 20 };

/** Tag work of a shop that is not urgent, and the means to do it. */
export interface MassWork {
  /** Customers whose tags are to be written and whom nothing else is writing. */
  customers: number;
  /** Mutations that they need, one or two each. */
  mutations: number;
  /** Points that may be spent now. */
  points: number;
  /** Points a second. */
  restoreRate: number;
  pace: BulkPace;
  /** Operations that are under way or about to be. */
  operations: number;
  /** Lines that they have not carried out yet. */
  linesLeft: number;
}

/** The largest number of customers in one pair of operations. */
export const CHUNK_CUSTOMERS = 5_000;
/** Fewer than these are not worth an operation. */
const LEAST_CUSTOMERS = 300;
/** Shopify runs so many bulk mutations of an app and shop at a time. */
const OPERATIONS_AT_ONCE = 5;

/**
 * How many customers to give to each new chunk of bulk operations; none when calls are as fast. The
 * first chunks are of different sizes, so that not all end at once and leave nothing running.
 *
 * Calls and operations work side by side, so the best share is the one with which both end at the
 * same time: `overhead + (left + x·each) / pace = ((customers − x)·each·10 − points) / rate`.
 */
export function chunksToOpen(work: MassWork): number[] {
  const free = OPERATIONS_AT_ONCE - work.operations;
  if (free <= 0 || work.customers === 0) return [];
  const each = work.mutations / work.customers;
  const { linesPerSecond, overheadSeconds } = work.pace;
  const byCalls = (work.mutations * MUTATION_POINTS - work.points) / work.restoreRate;
  const ahead = byCalls - overheadSeconds - work.linesLeft / linesPerSecond;
  const slope = each / linesPerSecond + (each * MUTATION_POINTS) / work.restoreRate;
  const share = Math.min(work.customers, Math.floor(ahead / slope));
  const sizes: number[] = [];
  for (
    let left = share;
    left >= LEAST_CUSTOMERS && sizes.length < free;
    left -= sizes.at(-1) ?? 0
  ) {
    const place = work.operations + sizes.length + 1;
    sizes.push(Math.min(left, (CHUNK_CUSTOMERS * place) / OPERATIONS_AT_ONCE));
  }
  return sizes;
}

/** What a call for so many customers asks for, more or less. */
export function pointsOf({ customers, mutations }: MassWork, size: number): number {
  return Math.ceil((size * MUTATION_POINTS * mutations) / Math.max(1, customers));
}

/**
 * How many customers to write with one call: one each while there are few, and never more than the
 * points of a second or so, that calls are not waited for long.
 *
 * @param calls that are made side by side.
 * @param most that fit into one document.
 */
export function customersACall(work: MassWork, calls: number, most: number): number {
  const points = (MUTATION_POINTS * work.mutations) / Math.max(1, work.customers);
  const affordable = Math.max(work.points, work.restoreRate) / calls / Math.max(1, points);
  const share = Math.ceil(work.customers / calls);
  return Math.max(1, Math.min(share, Math.floor(affordable), most));
}
