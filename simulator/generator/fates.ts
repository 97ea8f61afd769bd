import type { FinancialStatus } from '../records.ts';
import { DAY_MS, END } from './calendar.ts';
import type { Dice } from './dice.ts';

const CHANCE = {
  cancelled: 0.025,
  refundedWhole: 0.012,
  itemsReturned: 0.012,
  goodwill: 0.01,
  bankTransfer: 0.06,
} as const;

export interface Fate {
  status: FinancialStatus;
  cancelled: boolean;
  refunded: number;
  current: number;
  /** Until it happened. */
  days: number;
}

/** What became of an order: nearly always nothing. */
export function fateOf(dice: Dice, at: number, total: number, goods: number): Fate {
  const paid: Fate = {
    status: 'PAID',
    cancelled: false,
    refunded: 0,
    current: total,
    days: dice.whole(0, 3),
  };
  if (dice.chance(CHANCE.cancelled)) {
    return { ...paid, status: 'VOIDED', cancelled: true, current: 0 };
  }
  if (dice.chance(CHANCE.refundedWhole)) {
    return { ...paid, status: 'REFUNDED', refunded: total, current: 0, days: dice.whole(3, 20) };
  }
  if (dice.chance(CHANCE.itemsReturned)) {
    const returned = Math.round(goods / 2);
    return {
      ...paid,
      status: 'PARTIALLY_REFUNDED',
      refunded: returned,
      current: total - returned,
      days: dice.whole(3, 20),
    };
  }
  if (dice.chance(CHANCE.goodwill)) {
    return {
      ...paid,
      status: 'PARTIALLY_REFUNDED',
      refunded: Math.round(total / 10),
      days: dice.whole(2, 30),
    };
  }
  if (dice.chance(CHANCE.bankTransfer)) {
    const open = END - at < 10 * DAY_MS;
    return open ? { ...paid, status: 'PENDING' } : paid;
  }
  return paid;
}
