import type { SavedSegment } from '../records.ts';
import { parseSegment, QueryError } from '../segments/segment-query.ts';
import type { World } from '../world.ts';

const MAX_NAME = 255;
const MAX_QUERY = 5_000;
const MAX_SEGMENTS = 6_000;
const NAME_TRIES = 10;

/** Why a segment is not saved, as Shopify says it. */
export interface SegmentFault {
  field: string[] | null;
  message: string;
}
export type SegmentChange = { segment: SavedSegment } | { faults: SegmentFault[] };

export function createSegment(
  world: World,
  { name, query }: { name: string; query: string },
): SegmentChange {
  const faults = faultsOf(name, query);
  if (faults.length > 0) return { faults };
  if (world.segments.size >= MAX_SEGMENTS)
    return refused(null, 'Segment limit reached. Delete an existing segment to create more.');
  const free = freeName(world, name.trim());
  if (free === null) return refused('name', 'Name has already been taken');
  const now = world.clock.now();
  const id = `gid://shopify/Segment/${world.freshNumber()}`;
  const segment = { id, name: free, query, creationDate: now, lastEditDate: now };
  return { segment: world.saveSegment(segment) };
}

/** Changes the parts given. */
export function updateSegment(
  world: World,
  id: string,
  given: { name?: string | null; query?: string | null },
): SegmentChange {
  const known = world.segments.get(id);
  if (!known) return refused('id', 'Segment does not exist');
  const name = given.name?.trim() ?? known.name;
  const query = given.query ?? known.query;
  const faults = faultsOf(name, query);
  if (faults.length > 0) return { faults };
  const free = name === known.name ? name : freeName(world, name);
  if (free === null) return refused('name', 'Name has already been taken');
  return { segment: world.saveSegment({ ...known, name: free, query }) };
}

function refused(field: string | null, message: string): { faults: SegmentFault[] } {
  return { faults: [{ field: field === null ? null : [field], message }] };
}

function faultsOf(name: string, query: string): SegmentFault[] {
  const faults = [
    ...faultsOfText('name', 'Name', name, MAX_NAME),
    ...faultsOfText('query', 'Query', query, MAX_QUERY),
  ];
  return faults.length > 0 ? faults : faultsOfLanguage(query);
}

function faultsOfText(field: string, label: string, text: string, most: number): SegmentFault[] {
  if (text.trim() === '') return [{ field: [field], message: `${label} can't be blank` }];
  return Array.from(text).length > most
    ? [{ field: [field], message: `${label} is too long (maximum is ${most} characters)` }]
    : [];
}

function faultsOfLanguage(query: string): SegmentFault[] {
  try {
    parseSegment(query);
    return [];
  } catch (error) {
    if (error instanceof QueryError) return [{ field: ['query'], message: error.message }];
    throw error;
  }
}

/** The name, with a number behind it when it is taken; null when those are taken too. */
function freeName(world: World, name: string): string | null {
  const taken = new Set([...world.segments.values()].map((segment) => segment.name));
  let wanted = name;
  for (let tries = 0; tries <= NAME_TRIES; tries += 1) {
    if (!taken.has(wanted)) return wanted;
    wanted = nextName(wanted);
  }
  return null;
}

function nextName(name: string): string {
  const [, stem, number] = /^(.*) \((\d{1,9})\)$/s.exec(name) ?? [];
  return stem === undefined ? `${name} (2)` : `${stem} (${Number(number) + 1})`;
}
