import type { SavedSegment } from './segments/saved.ts';
import type { ShopSettings } from './shop-settings.ts';

/** One setting that became another; null where there was or is none. */
export interface SettingChange {
  /** Names joined by dots, e.g. `cpm.lapsedDays`; `segments` for a segment added or deleted. */
  path: string;
  /** The name of the saved segment it belongs to, else null. */
  segment: string | null;
  from: unknown;
  to: unknown;
}

/** What differs between two settings; lists and rules of segments are told as a whole. */
export function settingChanges(before: ShopSettings, after: ShopSettings): SettingChange[] {
  const { segments: segmentsBefore, ...from } = before;
  const { segments: segmentsAfter, ...to } = after;
  const others = differences(from, to, '').map((change) => ({ ...change, segment: null }));
  return [...others, ...segmentChanges(segmentsBefore, segmentsAfter)];
}

type Difference = Omit<SettingChange, 'segment'>;

function differences(from: unknown, to: unknown, path: string): Difference[] {
  if (isSame(from, to)) return [];
  if (!isNamed(from) || !isNamed(to)) return [{ path, from: from ?? null, to: to ?? null }];
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name) =>
    differences(from[name], to[name], path === '' ? name : `${path}.${name}`),
  );
}

/** Settings are plain data; in an object among them the order of names is not told apart. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function isNamed(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function segmentChanges(
  before: readonly SavedSegment[],
  after: readonly SavedSegment[],
): SettingChange[] {
  const old = new Map(before.map((segment) => [segment.id, segment]));
  const kept = new Set(after.map(({ id }) => id));
  const deleted = before.filter(({ id }) => !kept.has(id));
  return [
    ...after.flatMap((segment) => segmentChange(old.get(segment.id), segment)),
    ...deleted.map((segment) => ({
      path: 'segments',
      segment: segment.name,
      from: segment,
      to: null,
    })),
  ];
}

const OF_SEGMENTS = ['name', 'slug', 'tag', 'rule'] as const;

function segmentChange(from: SavedSegment | undefined, to: SavedSegment): SettingChange[] {
  if (!from) return [{ path: 'segments', segment: to.name, from: null, to }];
  return OF_SEGMENTS.filter((name) => !isSame(from[name], to[name])).map((name) => ({
    path: `segments.${name}`,
    segment: to.name,
    from: from[name],
    to: to[name],
  }));
}
