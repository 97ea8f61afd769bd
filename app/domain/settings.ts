import { z } from 'zod';
import { digitsOf } from './money.ts';
import { RELATIONSHIP_KINDS } from './history.ts';

const days = z.int().positive();
const count = z.int().nonnegative();

const cpm = z
  .object({
    /** よちよち until this tenure. */
    toddlerDays: days.default(90),
    /** 流行 until this tenure, 優良 from it. */
    trendyDays: days.default(210),
    /** Cumulative amount from which a customer is no longer コツコツ, minor units. */
    amount: z.int().positive(),
    /** 離脱 from this departure. */
    lapsedDays: days.default(240),
  })
  .refine((cpm) => cpm.toddlerDays <= cpm.trendyDays, {
    error: 'toddlerDays must not exceed trendyDays',
    path: ['trendyDays'],
  });

const stage = z
  .object({
    /** 育成 from this many orders. */
    growingOrders: z.int().min(2).default(2),
    /** 定着 from this many orders. */
    settledOrders: z.int().min(2).default(4),
  })
  .refine((stage) => stage.growingOrders <= stage.settledOrders, {
    error: 'growingOrders must not exceed settledOrders',
    path: ['settledOrders'],
  });

const lifecycle = z
  .object({
    /** 休眠予備軍 after this departure. */
    atRiskAfterDays: days.default(30),
    /** 休眠 after this departure; a closed gap longer than this is a 復活. */
    dormantAfterDays: days.default(60),
    /** 新規 up to this many orders. */
    newOrders: z.int().positive().default(2),
  })
  .refine((lifecycle) => lifecycle.atRiskAfterDays <= lifecycle.dormantAfterDays, {
    error: 'atRiskAfterDays must not exceed dormantAfterDays',
    path: ['dormantAfterDays'],
  });

const vip = z.object({
  candidateOrders: z.int().positive().default(4),
  candidateWithinDays: count.default(45),
  /** How often each kind of event must have happened; kinds left out are not asked for. */
  minimumEvents: z
    .partialRecord(z.enum(RELATIONSHIP_KINDS), count)
    .default({ review: 2, survey: 1, referral: 1 }),
});

/** Every threshold of the models, in days, orders and minor units. */
export const Settings = z.object({
  cpm,
  stage: stage.prefault({}),
  lifecycle: lifecycle.prefault({}),
  vip: vip.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

const CPM_AMOUNT_JPY = 70_000;
const CPM_AMOUNT_IN_ORDERS = 7n;

/** All counted orders of a shop together; `sum` in minor units. */
export interface OrderTotals {
  sum: bigint;
  orders: bigint;
}

/**
 * The settings a shop starts with. CPM's amount is ¥70,000; in another currency 7 × the mean value
 * of a counted order, rounded up to a whole unit of money (and one unit where nothing was sold).
 */
export function defaultSettings(currency: string, { sum, orders }: OrderTotals): Settings {
  const unit = 10n ** BigInt(digitsOf(currency));
  const share = orders * unit;
  const units = orders === 0n ? 1n : (CPM_AMOUNT_IN_ORDERS * sum + share - 1n) / share;
  const amount = currency === 'JPY' ? CPM_AMOUNT_JPY : Number(units * unit);
  return Settings.parse({ cpm: { amount } });
}
