import { isDeepStrictEqual } from 'node:util';
import { placeOf, tallyOf, type Place } from '#app/domain/consequences.ts';
import type { Basis } from '#app/domain/customer.ts';
import { calendarOf, type Calendar, type Day } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { isRefreshDue } from '#app/domain/relative/refresh.ts';
import { readsProducts } from '#app/domain/segments/saved.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import { restoreRate } from '#app/store/api-budgets.ts';
import { basisUnder } from '#app/store/basis.ts';
import { currentCutoffs, cutoffsToReturn, type CutoffRow } from '#app/store/cutoffs.ts';
import type { Shop } from '#app/store/database.ts';
import {
  beginDraft,
  endDraft,
  failDraft,
  keptPlaces,
  noteDraftProgress,
  NOWHERE,
  readDraftRow,
  type DraftRow,
} from '#app/store/drafts.ts';
import { customersAfter, type Computing, type KnownCustomer } from '#app/store/recompute.ts';
import { settingsAt } from '#app/store/settings.ts';
import { readKnownShop } from '#app/store/shops.ts';
import { measureBulk } from '#app/store/tag-chunks.ts';
import { newCutoffs } from '../comparing.ts';
import type { Context } from '../context.ts';
import { computeUnder } from '../recomputing.ts';

const BATCH = 1_000;
const NOTE_MS = 1_000;

/** What a draft is counted by. */
interface Count {
  draft: DraftRow;
  basis: Basis;
  dayIn: Calendar;
  today: Day;
}

/**
 * Counts what drafted settings would change, by computing every customer under them and writing
 * nothing. Killed anywhere, it begins again; a draft that nobody wants any more is given up.
 */
export async function preview(shop: Shop, draftId: bigint, context: Context): Promise<void> {
  const count = await countOf(shop, draftId, context);
  if (!count || !(await beginDraft(shop, draftId))) return;
  try {
    await countAll(shop, count, context);
  } catch (error) {
    await failDraft(shop, draftId);
    throw error;
  }
}

/** Null while there is nothing that customers could be held against: the draft waits. */
async function countOf(shop: Shop, draftId: bigint, { now }: Context): Promise<Count | null> {
  const [known, draft] = await Promise.all([readKnownShop(shop), readDraftRow(shop, draftId)]);
  const basis = draft && (await basisUnder(shop, draft.settings));
  if (!known || !basis) return null;
  const dayIn = calendarOf(known.timezone);
  const today = dayIn(await now());
  const current = await cutoffsUnder(shop, draft.settings, { timezone: known.timezone, today });
  return { draft, basis: { ...basis, current: current ?? basis.current }, dayIn, today };
}

/** The cutoffs that would be made as soon as the settings were saved; null when those now stay. */
async function cutoffsUnder(
  shop: Shop,
  settings: ShopSettings,
  { timezone, today }: { timezone: string; today: Day },
): Promise<Basis['current'] | null> {
  const current = await currentCutoffs(shop);
  if (current && !(await wouldCompare(shop, current, settings, today))) return null;
  return (
    (await cutoffsToReturn(shop, settings, today)) ??
    newCutoffs(shop, { settings, timezone, today })
  );
}

async function wouldCompare(
  shop: Shop,
  current: CutoffRow,
  settings: ShopSettings,
  today: Day,
): Promise<boolean> {
  if (isRefreshDue(current, settings.refreshCutoffs, today)) return true;
  const made = await settingsAt(shop, current.settingsVersion);
  return !made || !isDeepStrictEqual(comparing(made), comparing(settings));
}

function comparing({ rfm, rank, abc, counting }: ShopSettings) {
  return { rfm, rank, abc, counting };
}

async function countAll(shop: Shop, { draft, basis, dayIn, today }: Count, context: Context) {
  const { settings } = draft;
  const compute = computeUnder(basis, dayIn, today);
  const tally = tallyOf(await segmentsOf(shop, draft));
  const withLines = readsProducts(settings.segments);
  let done = 0;
  let noted = Date.now();
  for (let after = -1n as CustomerId; ;) {
    if (context.stopping.aborted) return;
    const customers = await customersAfter(shop, after, BATCH, withLines);
    const last = customers.at(-1);
    if (!last) break;
    const before = await keptPlaces(
      shop,
      customers.map(({ id }) => id),
    );
    for (const customer of customers) {
      const place = before.get(customer.id) ?? NOWHERE;
      tally.add(customer.id, place, placeUnder(compute, customer, place, settings));
    }
    after = last.id;
    done += customers.length;
    if (Date.now() - noted < NOTE_MS) continue;
    if (!(await noteDraftProgress(shop, draft.id, done))) return;
    noted = Date.now();
  }
  const [rate, { pace }] = await Promise.all([restoreRate(shop), measureBulk(shop)]);
  const consequences = tally.consequences({ restoreRate: rate, bulk: pace });
  await endDraft(shop, draft.id, consequences, done);
}

/** On who is gone from Shopify no tag changes, and one that somebody took off may stay off. */
function placeUnder(
  compute: Computing['compute'],
  { id, orders, known }: KnownCustomer,
  before: Place,
  { tagging }: ShopSettings,
): Place {
  const after = placeOf(compute(id, orders, known));
  if (known.gone) return { ...after, tags: before.tags };
  if (tagging.whenRemoved === 'repair' || !before.respected?.length) return after;
  const left = new Set(before.respected.map((tag) => tag.toLowerCase()));
  return { ...after, tags: after.tags.filter((tag) => !left.has(tag.toLowerCase())) };
}

async function segmentsOf(shop: Shop, { settings, baseVersion }: DraftRow) {
  const before = (await settingsAt(shop, baseVersion))?.segments ?? [];
  const kept = new Set(settings.segments.map(({ id }) => id));
  return [...settings.segments, ...before.filter(({ id }) => !kept.has(id))];
}
