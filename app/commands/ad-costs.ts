import { z } from 'zod';
import type { AdCostCell, AdCostsPreview } from '../domain/ad-costs.ts';
import { digitsOf } from '../domain/money.ts';
import { LONGEST_SOURCE, readAdCosts } from '../files/ad-costs-file.ts';
import { BadFile } from '../files/bad-file.ts';
import { fileInMemory } from '../files/source.ts';
import { listAdCosts, saveAdCosts } from '../store/ad-costs.ts';
import type { Shop } from '../store/database.ts';
import { readKnownShop } from '../store/shops.ts';
import { refuseTooLarge, type NewFile } from './uploads.ts';

const MOST_CELLS = 10_000;

/** Cells of the grid as the merchant leaves them; minor units, null empties a cell. */
export const AdCostChanges = z
  .array(
    z.object({
      source: z.string().trim().min(1).max(LONGEST_SOURCE),
      month: z.string().regex(/^[2-9]\d{3}-(0[1-9]|1[0-2])$/),
      cost: z.int().min(0).nullable(),
    }),
  )
  .max(MOST_CELLS);
export type AdCostChanges = z.infer<typeof AdCostChanges>;

/** Keeps what ads cost; of a cell that is named twice the last one holds. */
export async function enterAdCosts(
  shop: Shop,
  changes: AdCostChanges,
  by: string | null,
): Promise<void> {
  const cells = new Map(changes.map((cell) => [JSON.stringify([cell.source, cell.month]), cell]));
  await saveAdCosts(shop, [...cells.values()], by);
}

/** Reads a file of costs; nothing is written. */
export async function previewAdCosts(shop: Shop, file: NewFile): Promise<AdCostsPreview> {
  const known = await readKnownShop(shop);
  if (!known) return refusal('the shop has not told its currency yet');
  try {
    refuseTooLarge(file);
    const source = fileInMemory(file.name, file.bytes);
    const cells = await readAdCosts(source, digitsOf(known.currency));
    if (cells.length === 0) return refusal(`${file.name} has no rows below its header`);
    if (cells.length > MOST_CELLS) return refusal(`${file.name} is larger than ${MOST_CELLS} rows`);
    return { cells, replaced: await countReplaced(shop, cells) };
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    return { refusal: error.message, rows: error.rows, badRows: error.count };
  }
}

function refusal(reason: string): AdCostsPreview {
  return { refusal: reason, rows: [], badRows: 0 };
}

async function countReplaced(shop: Shop, cells: readonly AdCostCell[]): Promise<number> {
  const kept = new Set(
    (await listAdCosts(shop)).map(({ source, month }) => JSON.stringify([source, month])),
  );
  return cells.filter(({ source, month }) => kept.has(JSON.stringify([source, month]))).length;
}
