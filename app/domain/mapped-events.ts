import { dayOf, type Day } from './day.ts';
import { DATE_IN_TAG, type EventKind, type FactSource, type FactSources } from './fact-sources.ts';

/** A metafield that was asked for. */
export interface ToldMetafield {
  namespace: string;
  key: string;
  /** Null: the customer has none; `updatedAt` in epoch milliseconds. */
  content: { type: string; value: string; updatedAt: number } | null;
}

/** What is seen of a customer at one time. */
export interface Sighting {
  /** All tags of the merchant's that are on the customer. */
  tags: readonly string[];
  /** The metafields that were asked for; what was not asked for stays as it is known. */
  metafields: readonly ToldMetafield[];
  /** Since when tags are there that were not before, epoch milliseconds. */
  at: number;
}

/** What a rule says of a customer now. */
export interface RuleReading {
  /** Names the rule; another kind or value is another rule. */
  rule: string;
  source: FactSource['from'];
  kind: EventKind;
  /**
   * One event begins when this comes and it is told again and again while it stays (a tag, a text).
   * Else the instants are the events themselves.
   */
  standing: boolean;
  /** Epoch milliseconds; empty: nothing (any more). */
  at: number[];
}

/** The name of every rule. */
export function rulesOf(sources: FactSources): string[] {
  return sources.map(ruleOf);
}

/**
 * What a customer's tags and metafields say, by the merchant's rules. Rules about metafields that
 * were not asked for are left out.
 *
 * @param startOf the first instant of a day in the shop's zone.
 */
export function readRules(
  sources: FactSources,
  seen: Sighting,
  startOf: (day: Day) => number,
): RuleReading[] {
  return sources.flatMap((source) => {
    const at =
      source.from === 'tag' ? tagTimes(source, seen, startOf) : fieldTimes(source, seen, startOf);
    if (at === null) return [];
    const { from, kind } = source;
    const times = [...new Set(at)].sort((a, b) => a - b);
    return [{ rule: ruleOf(source), source: from, kind, standing: isStanding(source), at: times }];
  });
}

type TagSource = Extract<FactSource, { from: 'tag' }>;
type MetafieldSource = Extract<FactSource, { from: 'metafield' }>;

function ruleOf(source: FactSource): string {
  if (source.from === 'tag') return `${source.kind} tag ${source.tag.toLowerCase()}`;
  const field = `${source.kind} metafield ${source.namespace}.${source.key}`;
  return source.value === null ? field : `${field} ${source.value}`;
}

function isStanding(source: FactSource): boolean {
  return source.from === 'tag' ? !source.tag.includes(DATE_IN_TAG) : source.value !== null;
}

function tagTimes(
  { tag }: TagSource,
  { tags, at }: Sighting,
  startOf: (day: Day) => number,
): number[] {
  const [before = '', ...after] = tag.toLowerCase().split(DATE_IN_TAG).map(escaped);
  const dated = after.length > 0;
  const pattern = new RegExp(`^${before}${dated ? ISO + after.join(String.raw`\1`) : ''}$`, 'u');
  return tags.flatMap((text) => {
    const found = pattern.exec(text.toLowerCase());
    if (!found) return [];
    return dated ? timesOfDates([found[1] ?? ''], startOf) : [at];
  });
}

const ISO = String.raw`(\d{4}-\d{2}-\d{2})`;

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** Null when the metafield was not asked for. */
function fieldTimes(
  { namespace, key, value }: MetafieldSource,
  { metafields }: Sighting,
  startOf: (day: Day) => number,
): number[] | null {
  const told = metafields.find((field) => field.namespace === namespace && field.key === key);
  if (!told) return null;
  if (!told.content) return [];
  const { type, value: text, updatedAt } = told.content;
  const values = type.startsWith('list.') ? listOf(text) : [text.trim()];
  if (value !== null) return values.includes(value) ? [updatedAt] : [];
  if (type.endsWith('date_time')) return values.flatMap(timeOf);
  return type.endsWith('date') ? timesOfDates(values, startOf) : [];
}

function listOf(json: string): string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Days that are none say nothing. */
function timesOfDates(dates: readonly string[], startOf: (day: Day) => number): number[] {
  return dates.flatMap((date) => {
    try {
      return DATE.test(date) ? [startOf(dayOf(date))] : [];
    } catch {
      return [];
    }
  });
}

/** Shopify's times without an offset are UTC. */
function timeOf(text: string): number[] {
  const offset = TIME.exec(text)?.[3];
  const at = TIME.test(text) ? Date.parse(offset === undefined ? `${text}Z` : text) : NaN;
  return Number.isNaN(at) ? [] : [at];
}
