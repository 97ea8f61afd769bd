import type { Shop } from '../store/database.ts';
import { countSetAside, listSetAside, type SetAside } from '../store/set-aside.ts';
import { readShop } from '../store/shops.ts';
import { listDataRequests, type DataRequest } from '../store/data-requests.ts';
import { countErased, countHoldings, measureBacklog, type Backlog } from '../store/sync.ts';
import { listExceptions } from '../store/tag-states.ts';
import { countTagged } from '../store/boards.ts';
import { historyOf, type History } from './history.ts';
import { noticeOf, type Notice } from './notice.ts';
import { permissionsOf, type Permissions } from './permissions.ts';
import { placeOf } from './place.ts';
import { kindsOf, type Kinds } from './sync-kinds.ts';

const FAILURES = 10;
const REFUSALS = 50;
const REQUESTS = 50;
/** A request for data is due so many days after it came. */
const DUE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Why a delivery could not be applied, as far as this version can tell it in plain words. */
export type Cause = 'unknown-topic' | 'not-understood' | 'no-access' | 'other';

/** A delivery that was set aside; instants in epoch milliseconds. */
export interface Failure {
  id: string;
  topic: string;
  at: number;
  tries: number;
  cause: Cause;
  /** The program's own words. */
  detail: string;
}

/** What waits to be done. */
export interface Waiting {
  deliveries: number;
  oldestAt: number | null;
  customers: number;
  tags: number;
}

/** A customer whose tags Shopify refuses. */
export interface Refusal {
  id: string;
  reason: string;
}

/** A customer's wish to know what is kept of them. */
export interface Request {
  id: string;
  customerId: string;
  at: number;
  dueAt: number;
  handedOutAt: number | null;
}

/** How things stand, in one word. */
export type Standing = 'current' | 'working' | 'late' | 'failed' | 'new';

/** The Sync screen. */
export interface SyncScreen extends Kinds {
  standing: Standing;
  timezone: string;
  currency: string;
  /** When all kinds were last known to be complete; null before. */
  completeAt: number | null;
  /** As of when a large shop was counted, epoch milliseconds; null: just now, or not yet. */
  countedAt: number | null;
  waiting: Waiting;
  tagging: boolean;
  /** Customers who carry the tags they are to carry. */
  tagged: number;
  /** Epoch milliseconds of the store's clock. */
  now: number;
  failures: { all: number; shown: Failure[]; next: string | null };
  refusals: { all: number; shown: Refusal[] };
  history: History;
  permissions: Permissions;
  requests: Request[];
  erased: { customers: number; orders: number };
}

/** How the copy of the store stands. @param before the failure that the shown page comes after. */
export async function syncScreen(
  shop: Shop,
  now: number,
  before: string | null,
): Promise<SyncScreen> {
  const counting = countHoldings(shop);
  const counts = counting.then((counted) => counted?.rows[0] ?? null);
  const [
    counted,
    row,
    notice,
    kinds,
    backlog,
    failures,
    refusals,
    tagged,
    history,
    permissions,
    requests,
    erased,
  ] = await Promise.all([
    counting,
    readShop(shop),
    noticeOf(shop),
    kindsOf(shop, counts),
    measureBacklog(shop),
    failuresOf(shop, before),
    listExceptions(shop, REFUSALS),
    countTagged(shop),
    historyOf(shop, counts),
    permissionsOf(shop),
    listDataRequests(shop, REQUESTS),
    countErased(shop),
  ]);
  const tagging = row.taggingStartedAt !== null;
  const waiting = waitingOf(backlog, tagging);
  return {
    ...kinds,
    ...placeOf(row),
    standing: standingOf(kinds, waiting, notice),
    completeAt: completeAt(kinds),
    countedAt: counted?.kept ? counted.at : null,
    waiting,
    tagging,
    tagged: tagged.tagged,
    now,
    failures,
    refusals: {
      all: tagged.exceptions,
      shown: refusals.map(refusalOf),
    },
    history,
    permissions,
    requests: requests.map(requestOf),
    erased,
  };
}

function waitingOf({ deliveries, oldestAt, customers, tags }: Backlog, tagging: boolean): Waiting {
  return {
    ...{ deliveries, customers },
    oldestAt: oldestAt?.getTime() ?? null,
    tags: tagging ? tags : 0,
  };
}

function refusalOf({ customerId, exception }: { customerId: bigint; exception: string }): Refusal {
  return { id: String(customerId), reason: exception };
}

function requestOf({ id, customerId, requestedAt, handedOutAt }: DataRequest): Request {
  return {
    id: String(id),
    customerId: String(customerId),
    at: requestedAt.getTime(),
    dueAt: requestedAt.getTime() + DUE_DAYS * DAY_MS,
    handedOutAt: handedOutAt?.getTime() ?? null,
  };
}

async function failuresOf(shop: Shop, before: string | null): Promise<SyncScreen['failures']> {
  const from = before !== null && /^\d{1,18}$/.test(before) ? BigInt(before) : null;
  const [all, found] = await Promise.all([
    countSetAside(shop),
    listSetAside(shop, from, FAILURES + 1),
  ]);
  const shown = found.slice(0, FAILURES);
  const next = found.length > FAILURES ? String(shown.at(-1)?.id) : null;
  return { all, shown: shown.map(failureOf), next };
}

function failureOf({ id, topic, receivedAt, attempts, reason }: SetAside): Failure {
  return {
    id: String(id),
    topic,
    at: receivedAt.getTime(),
    tries: attempts,
    cause: causeOf(reason),
    detail: reason,
  };
}

function causeOf(reason: string): Cause {
  if (reason.startsWith('nobody handles')) return 'unknown-topic';
  if (reason.startsWith('not understood')) return 'not-understood';
  return /denied|not approved|no access|given no access/i.test(reason) ? 'no-access' : 'other';
}

function standingOf(
  { kinds }: Kinds,
  { deliveries, customers, tags }: Waiting,
  notice: Notice | null,
): Standing {
  const steps = kinds.map(({ state }) => state.step);
  if (steps.includes('failed')) return 'failed';
  if (steps.every((step) => step === 'none')) return 'new';
  if (notice?.kind === 'stale' || notice?.kind === 'late') return 'late';
  const still = steps.every((step) => step === 'done' || step === 'denied');
  return still && deliveries + customers + tags === 0 ? 'current' : 'working';
}

/** Every kind was looked at by then: the earliest of the kinds' newest looks. */
function completeAt({ kinds }: Kinds): number | null {
  const looks = kinds.map(({ look, whole }) => Math.max(look?.at ?? 0, whole?.at ?? 0));
  const earliest = Math.min(...looks);
  return earliest > 0 ? earliest : null;
}
