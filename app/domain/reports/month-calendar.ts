import type { Day } from '../day.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import { outcomeOf, yearsOf, type BuyingYears } from './buying-years.ts';
import { monthEnds } from './calendar-months.ts';
import { isActive, yearAccountReader, type Life } from './life.ts';
import { MoneySum } from './money-sum.ts';
import { placeReader, type TrackedCustomer } from './place.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** One month of the calendar. The running month ends on the as-of day. */
export interface CalendarMonth {
  /** The day at whose end the month begins: the last of the month before. */
  after: Day;
  /** The last day of the month. */
  lastDay: Day;
  /** 稼働顧客数 when the month began. */
  start: number;
  /** First orders. */
  new: number;
  /** Had bought, were not 稼働 at the start and are at the end. */
  revived: number;
  /** Were 稼働 at the start and are not at the end. */
  lapsed: number;
  /** start + new + revived − lapsed = the start of the next month. */
  end: number;
  /** 顧客維持率 of the 365 days up to the end of the month. */
  retention: Ratio;
  /** 顧客復活率 of the same. */
  revival: Ratio;
  /** 2回目転換率: of those whose first order lies in the same 365 days, who ordered again in them. */
  secondOrder: Ratio;
  /** Of the month, returns taken off, minor units. */
  sales: bigint;
  /** 年間LTV: sales of the same 365 days ÷ 稼働顧客数 at the end. */
  annualLtv: Ratio;
  /** Customers per CPM group at the end; together all buyers to date. */
  groups: Record<CpmState, number>;
}

/**
 * カレンダー診断表 (domain.md A5): movement of 稼働顧客数 and CPM groups, month by month. Time is
 * linear in a customer's orders and the months.
 *
 * @param months how many, the running one included; 13 to 36 on screens.
 */
export function monthCalendar(
  asOf: Day,
  months: number,
): Tally<TrackedCustomer<CpmState>, CalendarMonth[]> {
  const [before = asOf, ...ends] = monthEnds(asOf, months);
  const sums = ends.map((lastDay, index) => new MonthSum(ends[index - 1] ?? before, lastDay));
  return {
    add: (customer) => {
      const viewOn = viewReader(customer);
      let view = viewOn(before);
      for (const sum of sums) {
        const next = viewOn(sum.lastDay);
        sum.add(view, next);
        view = next;
      }
    },
    result: () => sums.map((sum) => sum.month()),
  };
}

/** A customer at the end of a month. */
interface View {
  life: Life | null;
  active: boolean;
  years: BuyingYears | null;
  /** Cumulative, minor units. */
  sales: number;
  /** Of the 365 days, minor units. */
  yearSales: number;
  state: string;
}

function viewReader({ history, timeline }: TrackedCustomer<CpmState>): (day: Day) => View {
  const accountOn = yearAccountReader(history);
  const placeOn = placeReader(timeline);
  return (day) => {
    const account = accountOn(day);
    const { life, sales, yearSales } = account;
    const years = yearsOf(account, day);
    return { life, active: isActive(life, day), years, sales, yearSales, state: placeOn(day) };
  };
}

class MonthSum {
  readonly after: Day;
  readonly lastDay: Day;
  #moves = { start: 0, new: 0, revived: 0, lapsed: 0 };
  #outcomes = { new: 0, retained: 0, lost: 0, revived: 0, departed: 0 };
  #newcomers = { all: 0, again: 0 };
  #sales = new MoneySum();
  #yearSales = new MoneySum();
  #groups = new Map<string, number>(cpm.states.map((state) => [state, 0]));

  constructor(after: Day, lastDay: Day) {
    this.after = after;
    this.lastDay = lastDay;
  }

  add(start: View, end: View): void {
    this.#sales.add(end.sales - start.sales);
    this.#yearSales.add(end.yearSales);
    if (!end.years) return;
    this.#move(start, end.active);
    this.#addYears(end.years);
    this.#groups.set(end.state, (this.#groups.get(end.state) ?? 0) + 1);
  }

  #move(start: View, activeAtEnd: boolean): void {
    if (start.active) this.#moves.start += 1;
    if (start.active && !activeAtEnd) this.#moves.lapsed += 1;
    if (!start.active && activeAtEnd) this.#moves[start.life ? 'revived' : 'new'] += 1;
  }

  #addYears(years: BuyingYears): void {
    const outcome = outcomeOf(years);
    this.#outcomes[outcome] += 1;
    if (outcome !== 'new') return;
    this.#newcomers.all += 1;
    if (years.orders > 1) this.#newcomers.again += 1;
  }

  month(): CalendarMonth {
    const { start, new: joined, revived, lapsed } = this.#moves;
    const end = start + joined + revived - lapsed;
    const outcomes = this.#outcomes;
    return {
      after: this.after,
      lastDay: this.lastDay,
      start,
      new: joined,
      revived,
      lapsed,
      end,
      retention: ratioOf(outcomes.retained, outcomes.retained + outcomes.lost),
      revival: ratioOf(outcomes.revived, outcomes.revived + outcomes.departed),
      secondOrder: ratioOf(this.#newcomers.again, this.#newcomers.all),
      sales: this.#sales.total,
      annualLtv: ratioOf(Number(this.#yearSales.total), end),
      groups: Object.fromEntries(this.#groups) as Record<CpmState, number>,
    };
  }
}
