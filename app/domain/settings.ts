import { z } from 'zod';
import { digitsOf } from './money.ts';
import { RELATIONSHIP_KINDS } from './history.ts';

const days = z.int().positive();
const count = z.int().nonnegative();
const share = z.number().positive().max(1);

const cpm = z
  .strictObject({
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
  .strictObject({
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
  .strictObject({
    /** 休眠予備軍 after this departure. */
    atRiskAfterDays: days.default(30),
    /** 休眠 after this departure; a closed gap longer than this is a 復活. */
    dormantAfterDays: days.default(60),
    /** 新規 up to this many orders. */
    newOrders: z.int().positive().default(2),
    /** 休眠予備軍 already when departure exceeds this many of the customer's own median intervals; null: not asked. */
    lengtheningFactor: z.number().positive().nullable().default(null),
    /** … but only from this many orders. */
    lengtheningOrders: z.int().min(2).default(3),
  })
  .refine((lifecycle) => lifecycle.atRiskAfterDays <= lifecycle.dormantAfterDays, {
    error: 'atRiskAfterDays must not exceed dormantAfterDays',
    path: ['dormantAfterDays'],
  });

const vip = z
  .strictObject({
    candidateOrders: z.int().positive().default(4),
    candidateWithinDays: count.default(45),
    /** How often each kind of event must have happened; kinds left out are not asked for. */
    minimumEvents: z
      .partialRecord(z.enum(RELATIONSHIP_KINDS), count)
      .default({ review: 2, survey: 1, referral: 1 }),
    /** Points of each kind of event, and how many a VIP needs. */
    points: z.partialRecord(z.enum(RELATIONSHIP_KINDS), count).default({}),
    minimumPoints: count.default(0),
    /** Whoever bought everything within so many days is no candidate; null: not asked. */
    bulkBuyerDays: count.nullable().default(null),
    /** The share of customers whose amount makes them candidates, and among how many customers. */
    topShare: share.default(0.01),
    topFromCustomers: z.int().positive().default(100),
    /** When ties make the top larger than this share, nobody is in it. */
    topShareWithTies: share.default(0.02),
  })
  .refine((vip) => vip.topShare <= vip.topShareWithTies, {
    error: 'topShare must not exceed topShareWithTies',
    path: ['topShareWithTies'],
  });

const fourCuts = (each: z.ZodNumber) =>
  z
    .tuple([each, each, each, each])
    .refine((cuts) => cuts.every((cut, index) => cut >= (cuts[index - 1] ?? cut)), {
      error: 'the four cuts must not fall',
    });

const rfm = z.discriminatedUnion('cuts', [
  /** Cuts at 20/40/60/80 % of the shop's own customers. */
  z.strictObject({ cuts: z.literal('quintiles') }),
  /** Cuts of the merchant's own: days since the last order, orders, amount in minor units. */
  z.strictObject({
    cuts: z.literal('fixed'),
    recencyDays: fourCuts(z.number().nonnegative()),
    orders: fourCuts(z.number().nonnegative()),
    amounts: fourCuts(z.number().nonnegative()),
  }),
]);

const rank = z
  .strictObject({
    /** RFM優良, 準優良 and 一般 from this sum of the three scores; 育成 below. */
    excellentFrom: z.int().min(3).max(15).default(13),
    semiExcellentFrom: z.int().min(3).max(15).default(10),
    generalFrom: z.int().min(3).max(15).default(7),
    /** 最優良: this share of 優良 with the highest amounts. */
    topExcellentShare: share.default(0.2),
  })
  .refine(
    (rank) =>
      rank.excellentFrom >= rank.semiExcellentFrom && rank.semiExcellentFrom >= rank.generalFrom,
    { error: 'excellentFrom, semiExcellentFrom and generalFrom must fall', path: ['generalFrom'] },
  );

const abc = z
  .strictObject({
    /** A up to this cumulative share of the whole, B up to this one, C beyond. */
    aShare: share.default(0.7),
    bShare: share.default(0.9),
  })
  .refine((abc) => abc.aShare <= abc.bShare, {
    error: 'aShare must not exceed bShare',
    path: ['bShare'],
  });

/** Every threshold of the models, in days, orders and minor units. */
export const Settings = z.strictObject({
  cpm,
  stage: stage.prefault({}),
  lifecycle: lifecycle.prefault({}),
  vip: vip.prefault({}),
  rfm: rfm.prefault({ cuts: 'quintiles' }),
  rank: rank.prefault({}),
  abc: abc.prefault({}),
});
export type Settings = z.infer<typeof Settings>;

/** A setting by name, e.g. `cpm.lapsedDays`. */
export type SettingPath = {
  [Model in keyof Settings]: `${Model}.${keyof Settings[Model] & string}`;
}[keyof Settings];

const CPM_AMOUNT_JPY = 70_000;
/** ¥70,000 stands for a mean order of ¥10,000 (domain.md A1). */
export const CPM_AMOUNT_IN_ORDERS = 7n;

/** All counted orders of a shop together; `sum` in minor units. */
export interface OrderTotals {
  sum: bigint;
  orders: bigint;
}

/**
 * So many times the mean value of a counted order, rounded up to a whole unit of money, in minor
 * units; one unit where nothing was sold.
 */
export function orderValues(times: bigint, { sum, orders }: OrderTotals, currency: string): number {
  const unit = 10n ** BigInt(digitsOf(currency));
  const share = orders * unit;
  const units = orders === 0n ? 1n : (times * sum + share - 1n) / share;
  return Number(units * unit);
}

/**
 * The settings a shop starts with. CPM's amount is ¥70,000; in another currency 7 × the mean value
 * of a counted order.
 */
export function defaultSettings(currency: string, totals: OrderTotals): Settings {
  const amount =
    currency === 'JPY' ? CPM_AMOUNT_JPY : orderValues(CPM_AMOUNT_IN_ORDERS, totals, currency);
  return Settings.parse({ cpm: { amount } });
}
