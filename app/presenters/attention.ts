import { addDays, isoOf, type Day } from '../domain/day.ts';
import { monthEnds } from '../domain/reports/calendar-months.ts';
import { countOneTimeBuyers } from '../store/attention.ts';
import { countExceptions, countMembers } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { transitionsAt, type ShownTransition } from './transitions.ts';

/** The second order is wanted within so many days of the first (seed 003). */
const SECOND_WITHIN = 90;
/** How long before that a customer is worth a word. */
const NEAR_DAYS = 7;
const MOST_ITEMS = 5;

interface AsleepItem {
  kind: 'asleep';
  customers: number;
  days: number;
  /** ISO days between which their last orders lie, both in. */
  lastOrders: [from: string, to: string];
}

/** Something to be looked at, with the number of customers behind it. */
export type Attention =
  | AsleepItem
  | { kind: 'excellentLapsed'; customers: number }
  | { kind: 'secondOrder'; customers: number; within: number; first: [string, string] }
  | { kind: 'candidates'; customers: number }
  | { kind: 'exceptions'; customers: number }
  | {
      kind: 'transition';
      customers: number;
      rate: ShownTransition & { value: number };
      then: string;
      now: string;
    };

/** What needs attention, the most urgent first; nothing where there is nobody. */
export async function attentionOf(
  shop: Shop,
  today: Day,
  { customers, days, lastOrders }: Omit<AsleepItem, 'kind'>,
): Promise<Attention[]> {
  const from = addDays(today, -SECOND_WITHIN);
  const first = { from, to: addDays(from, NEAR_DAYS) };
  const [oneTime, excellentLapsed, candidates, exceptions, transition] = await Promise.all([
    countOneTimeBuyers(shop, first),
    countMembers(shop, 'cpm', 'excellent-lapsed'),
    countMembers(shop, 'vip', 'candidate'),
    countExceptions(shop),
    worstTransition(shop, today),
  ]);
  const items: Attention[] = [
    { kind: 'exceptions', customers: exceptions },
    { kind: 'asleep', customers, days, lastOrders },
    {
      kind: 'secondOrder',
      customers: oneTime,
      within: NEAR_DAYS,
      first: [isoOf(first.from), isoOf(first.to)],
    },
    ...(transition ? [transition] : []),
    { kind: 'excellentLapsed', customers: excellentLapsed },
    { kind: 'candidates', customers: candidates },
  ];
  return items.filter(({ customers }) => customers > 0).slice(0, MOST_ITEMS);
}

/** The rate that misses its target by the most customers at the end of the last month: the largest leak. */
async function worstTransition(shop: Shop, today: Day): Promise<Attention | null> {
  const [end = today] = monthEnds(today, 1);
  const { then, now, rates } = await transitionsAt(shop, end);
  const [worst] = rates
    .flatMap((rate) => (rate.value === null ? [] : [{ ...rate, value: rate.value }]))
    .filter(({ value, target }) => value < target)
    .sort((a, b) => missing(b) - missing(a));
  if (!worst) return null;
  return { kind: 'transition', customers: worst.then - worst.advanced, rate: worst, then, now };
}

/** How many customers more would have met the target. */
function missing({ target, then, advanced }: ShownTransition): number {
  return target * then - advanced;
}
