import { z } from 'zod';
import type { Consequences } from '../domain/consequences.ts';
import { settingChanges, type SettingChange } from '../domain/settings-changes.ts';
import { ShopSettings } from '../domain/shop-settings.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { addDraft, readDraftRow, type DraftStatus } from '../store/drafts.ts';
import { findClash } from '../store/prefix-clashes.ts';
import { countStale, hasOutdated } from '../store/recompute.ts';
import {
  changesCustomers,
  currentSettings,
  greatestSegmentId,
  saveSettings,
  settingsAt,
  settingsVersions,
  type SettingsRow,
  type SettingsVersion,
} from '../store/settings.ts';
import { readShop } from '../store/shops.ts';
import { followSettings } from './follow-settings.ts';
import { problem, problemsOf, type Problems } from './problems.ts';

const SECTIONS = [
  'cpm',
  'stage',
  'lifecycle',
  'vip',
  'rfm',
  'rank',
  'abc',
  'tagging',
  'segments',
  'refreshCutoffs',
  'roles',
  'inserts',
  'products',
  'language',
] as const;

/** Whole sections of a shop's settings that are to become others, as they came: not checked yet. */
export const SettingsChange = z.partialRecord(z.enum(SECTIONS), z.unknown());
export type SettingsChange = z.infer<typeof SettingsChange>;

/** A draft whose consequences are being counted. */
export interface Drafted {
  draftId: number;
}

/**
 * Keeps changed settings as a draft and has counted, in the background, what they would change.
 *
 * @param by who drafts them.
 */
export async function draftSettings(
  shop: Shop,
  enqueue: Enqueue,
  change: SettingsChange,
  by: string | null,
): Promise<Drafted | Problems> {
  const checked = await check(shop, change);
  if ('problems' in checked) return checked;
  const id = await addDraft(shop, checked.settings, checked.current.version, by);
  await enqueue('preview', { shopId: shop.id, draftId: Number(id) });
  return { draftId: Number(id) };
}

interface Checked {
  current: SettingsVersion;
  settings: ShopSettings;
}

/** The newest settings with a change in them, or what is wrong with it. */
async function check(shop: Shop, change: SettingsChange): Promise<Checked | Problems> {
  const current = await currentSettings(shop);
  if (!current) return problem('', 'not-ready', 'the shop has no settings yet');
  const sections = SettingsChange.safeParse(change);
  if (!sections.success) return problemsOf(sections.error);
  const parsed = ShopSettings.safeParse({ ...current.settings, ...sections.data });
  if (!parsed.success) return problemsOf(parsed.error);
  const settings = parsed.data;
  const { prefix } = settings.tagging;
  if (prefix !== current.settings.tagging.prefix && (await findClash(shop, prefix))) {
    return problem(
      'tagging.prefix',
      'prefix-clash',
      'customers have tags with this prefix already',
    );
  }
  return (await usedIds(shop, current.settings, settings)) ?? { current, settings };
}

/** The id of a segment that was deleted would bring its days of membership to another one. */
async function usedIds(
  shop: Shop,
  before: ShopSettings,
  { segments }: ShopSettings,
): Promise<Problems | null> {
  const known = new Set(before.segments.map(({ id }) => id));
  const added = segments.filter(({ id }) => !known.has(id));
  if (added.length === 0) return null;
  const greatest = await greatestSegmentId(shop);
  const used = added.find(({ id }) => id <= greatest);
  if (!used) return null;
  const path = `segments.${segments.indexOf(used)}.id`;
  return problem(path, 'id-used', 'another segment has had this id');
}

/** How far the counting of a draft is, and what it has found. */
export interface Draft {
  id: number;
  status: DraftStatus;
  /** What is drafted, compared with the settings it was made over. */
  changes: SettingChange[];
  /** Null before they are counted. */
  customers: number | null;
  customersDone: number;
  /** Null until it is done. */
  consequences: Consequences | null;
}

/** A draft; null for one that is not there, or not any more after a day. */
export async function readDraft(shop: Shop, draftId: number): Promise<Draft | null> {
  const draft = await readDraftRow(shop, BigInt(draftId));
  if (!draft) return null;
  const { settings, baseVersion, ...rest } = draft;
  const before = (await settingsAt(shop, baseVersion)) ?? settings;
  return { ...rest, id: draftId, changes: settingChanges(before, settings) };
}

/** Why nothing was saved. */
export type SaveRefusal =
  | 'unknown-draft'
  /** Its consequences are not counted yet, or could not be. */
  | 'not-counted'
  /** Somebody has saved others since. */
  | 'settings-changed'
  /** Some customer has a tag under the drafted prefix that is not ours. */
  | 'prefix-clash'
  /** Customers would move: it has to be drafted. */
  | 'moves-customers'
  | 'not-ready';

/** The version that was saved, or why none was. */
export type Saved = { version: number } | { refusal: SaveRefusal };

/**
 * Saves a draft whose consequences are known; the recounting follows in the background.
 *
 * @param by who saves it.
 */
export async function saveDraft(
  shop: Shop,
  enqueue: Enqueue,
  draftId: number,
  by: string | null,
): Promise<Saved> {
  const [draft, current] = await Promise.all([
    readDraftRow(shop, BigInt(draftId)),
    currentSettings(shop),
  ]);
  if (!draft || !current) return { refusal: 'unknown-draft' };
  if (draft.status !== 'done') return { refusal: 'not-counted' };
  if (draft.baseVersion !== current.version) return { refusal: 'settings-changed' };
  if (await clashes(shop, current.settings, draft.settings)) return { refusal: 'prefix-clash' };
  return save(shop, enqueue, { current, settings: draft.settings }, by);
}

/** A tag under the new prefix may have come since it was drafted. */
async function clashes(shop: Shop, before: ShopSettings, after: ShopSettings): Promise<boolean> {
  const { prefix } = after.tagging;
  return prefix !== before.tagging.prefix && (await findClash(shop, prefix)) !== null;
}

async function save(
  shop: Shop,
  enqueue: Enqueue,
  { current, settings }: Checked,
  by: string | null,
): Promise<Saved> {
  const version = await saveSettings(shop, settings, by, { over: current.version });
  if (version === null) return { refusal: 'settings-changed' };
  await followSettings(shop, enqueue, current.settings, settings);
  return { version };
}

/**
 * Saves at once what moves nobody: names of segments, the wording of next steps and what is put into
 * parcels at each, how often customers are compared, what happens to a tag that was taken off, the
 * roles of products, the language of the pages.
 *
 * @param by who saves it.
 */
export async function saveAtOnce(
  shop: Shop,
  enqueue: Enqueue,
  change: SettingsChange,
  by: string | null,
): Promise<Saved | Problems> {
  const checked = await check(shop, change);
  if ('problems' in checked) return checked;
  if (changesCustomers(checked.current.settings, checked.settings)) {
    return { refusal: 'moves-customers' };
  }
  return save(shop, enqueue, checked, by);
}

/** Why a version stays. */
export type UndoRefusal = 'not-newest' | 'too-late' | 'first-version' | 'prefix-clash';

const UNDOABLE_MS = 24 * 60 * 60 * 1000;

/**
 * Takes the newest version back within 24 hours, by a new version with the body of the one before.
 *
 * @param by who takes it back.
 * @param now by the clock that dates versions: the machine's.
 */
export async function undoSettings(
  shop: Shop,
  enqueue: Enqueue,
  version: number,
  by: string | null,
  now: Date,
): Promise<{ version: number } | { refusal: UndoRefusal }> {
  const [newest, before] = await settingsVersions(shop, 2);
  if (newest?.version !== version) return { refusal: 'not-newest' };
  if (!before) return { refusal: 'first-version' };
  if (now.getTime() > undoableUntil(newest).getTime()) return { refusal: 'too-late' };
  const { prefix } = before.settings.tagging;
  const isOwn = (await readShop(shop)).ownPrefixes.includes(prefix);
  if (!isOwn && (await clashes(shop, newest.settings, before.settings))) {
    return { refusal: 'prefix-clash' };
  }
  const undone = await saveSettings(shop, before.settings, by, { undoes: version, over: version });
  if (undone === null) return { refusal: 'not-newest' };
  await followSettings(shop, enqueue, newest.settings, before.settings);
  return { version: undone };
}

function undoableUntil({ at }: Pick<SettingsRow, 'at'>): Date {
  return new Date(at.getTime() + UNDOABLE_MS);
}

/** One version of the settings. */
export interface SettingsRecord {
  version: number;
  /** Who saved it, as the session token says; null for the app itself. */
  by: string | null;
  at: Date;
  /** The version that it takes back. */
  undoes: number | null;
  /** Until when it can be taken back; null when it cannot. */
  undoableUntil: Date | null;
  /** What it changed; nothing in the first one. */
  changes: SettingChange[];
}

/**
 * The newest versions up to one (null: the newest of all), newest first.
 *
 * @param now by the clock that dates versions: the machine's.
 */
export async function settingsHistory(
  shop: Shop,
  limit: number,
  now: Date,
  upTo: number | null = null,
): Promise<SettingsRecord[]> {
  const rows = await settingsVersions(shop, limit + 1, upTo);
  return rows.slice(0, limit).map(({ settings, ...row }, index) => {
    const before = rows[index + 1];
    const until = undoableUntil(row);
    return {
      ...row,
      undoableUntil: upTo === null && index === 0 && before && now <= until ? until : null,
      changes: before ? settingChanges(before.settings, settings) : [],
    };
  });
}

/** How many customers follow the settings that all have to follow; null when all do. */
export async function recountProgress(shop: Shop): Promise<{ done: number; all: number } | null> {
  if (!(await hasOutdated(shop))) return null;
  const { stale, all } = await countStale(shop);
  return { done: all - stale, all };
}
