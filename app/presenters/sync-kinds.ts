import { DATA_KINDS, type DataKind, type Purpose } from '../store/readings.ts';
import { lastTold, newestOfEach, type Holdings, type ToldReading } from '../store/sync.ts';
import type { Shop } from '../store/database.ts';

/** What is going on with one kind of data. */
export type KindState =
  | { step: 'none' | 'done' | 'denied' }
  | { step: 'waiting'; purpose: Purpose }
  | { step: 'preparing'; purpose: Purpose; rows: number | null }
  | ({ step: 'reading'; purpose: Purpose } & Pace)
  | { step: 'failed'; purpose: Purpose; reason: string };

/** How far and how fast a result is read; null where nobody knows yet. */
export interface Pace {
  done: number;
  all: number | null;
  perSecond: number | null;
  secondsLeft: number | null;
}

/** What a reading came to; `at` in epoch milliseconds of the store's clock. */
export interface Finding {
  at: number;
  mended: number;
  removed: number;
}

/** One kind of data on the Sync screen. */
export interface KindLine {
  kind: DataKind;
  /** Null while they are being counted. */
  held: number | null;
  state: KindState;
  /** When a delivery last told of it. */
  toldAt: number | null;
  /** The last look for what changed. */
  look: Finding | null;
  /** The last time everything was read. */
  whole: (Finding & { first: boolean }) | null;
}

/** Customers whose tags were compared with what Shopify has. */
export interface TagCheck {
  at: number;
  checked: number;
  mended: number;
}

/** Every kind of data, and the last check of tags. */
export interface Kinds {
  kinds: KindLine[];
  fromFiles: number;
  tags: TagCheck | null;
}

/** How each kind of data stands. @param counting null while it goes on. */
export async function kindsOf(shop: Shop, counting: Promise<Holdings | null>): Promise<Kinds> {
  const [holdings, told, readings] = await Promise.all([
    counting,
    lastTold(shop),
    newestOfEach(shop),
  ]);
  const kinds = DATA_KINDS.map((kind): KindLine => {
    const own = readings.filter((reading) => reading.kind === kind);
    const done = own.filter(({ status }) => status === 'done');
    const look = done.find(({ purpose }) => purpose === 'changes');
    const whole = done.find(({ purpose }) => purpose !== 'changes');
    return {
      kind,
      held: holdings?.[kind] ?? null,
      state: stateOf(own),
      toldAt: told[kind]?.getTime() ?? null,
      look: look ? findingOf(look) : null,
      whole: whole ? { ...findingOf(whole), first: whole.purpose === 'backfill' } : null,
    };
  });
  return { kinds, fromFiles: holdings?.fromFiles ?? 0, tags: checkOf(readings) };
}

/** What the newest reading of a kind says; a failure counts until something newer is done. */
function stateOf([newest]: readonly ToldReading[]): KindState {
  if (!newest) return { step: 'none' };
  const purpose = newest.purpose as Purpose;
  switch (newest.status) {
    case 'waiting':
      return { step: 'waiting', purpose };
    case 'running':
      return { step: 'preparing', purpose, rows: newest.rowsExpected };
    case 'reading':
      return { step: 'reading', purpose, ...paceOf([newest]) };
    case 'failed':
      return { step: 'failed', purpose, reason: newest.reason ?? '' };
    case 'done':
      return { step: newest.reason === 'scope' ? 'denied' : 'done' };
  }
}

/** How fast results that are being read together come in, and when they will be read. */
export function paceOf(
  readings: readonly Pick<ToldReading, 'rowsRead' | 'rowsExpected' | 'readingFor'>[],
): Pace {
  const done = readings.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
  const expected = readings.map(({ rowsExpected }) => rowsExpected);
  const all = expected.includes(null)
    ? null
    : expected.reduce<number>((sum, rows) => sum + (rows ?? 0), 0);
  const speeds = readings.map(({ rowsRead, readingFor }) =>
    readingFor && rowsRead > 0 ? rowsRead / readingFor : 0,
  );
  const speed = speeds.reduce((sum, each) => sum + each, 0);
  const perSecond = speed > 0 ? Math.max(1, Math.round(speed)) : null;
  const secondsLeft =
    all === null || speed === 0 ? null : Math.ceil(Math.max(0, all - done) / speed);
  return { done, all, perSecond, secondsLeft };
}

function findingOf({ beganAt, askedAt, mended, removed }: ToldReading): Finding {
  return { at: (beganAt ?? askedAt).getTime(), mended, removed };
}

function checkOf(readings: readonly ToldReading[]): TagCheck | null {
  const last = readings.find(({ kind, status }) => kind === 'tags' && status === 'done');
  return last ? { at: findingOf(last).at, checked: last.rowsRead, mended: last.mended } : null;
}
