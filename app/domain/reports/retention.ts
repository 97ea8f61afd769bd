import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import type { CpmState } from '../models/cpm.ts';
import { buyingYearsOf, outcomeOf, type BuyingYears, type YearOutcome } from './buying-years.ts';
import { MoneySum } from './money-sum.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** A buyer seen from the as-of day. */
export interface RetentionRow {
  years: BuyingYears;
  /** The CPM group on the as-of day. */
  cpm: CpmState;
}

/** How last year's customers were kept and those of before won back (domain.md A5). */
export interface Retention {
  /** 稼働顧客数: buyers of this year. */
  active: number;
  /** 前年稼働: buyers of last year. */
  activeLastYear: number;
  /** 前年離脱: had bought before last year, not in it. */
  departedLastYear: number;
  /** What became of all buyers, by heads. */
  outcomes: Record<YearOutcome, number>;
  /** 顧客維持率: of last year's buyers, those who bought again this year. */
  retention: Ratio;
  /** 維持率 of those whose first order was in last year. */
  retentionOfNew: Ratio;
  /** 維持率 of those whose first order was before last year. */
  retentionOfExisting: Ratio;
  /** 顧客復活率: of 前年離脱, those who bought this year. */
  revival: Ratio;
  /** 残存率: of those whose first order was in last year, who is CPM優良 and 現役 now. */
  survival: Ratio;
  /** 維持客LTV: this year's sales of the retained ÷ their number; minor units. */
  retainedLtv: Ratio;
  /** 復活客LTV: the same of the revived. */
  revivedLtv: Ratio;
  /** The same of the new. */
  newLtv: Ratio;
}

/** What {@link retentionTally} takes of a customer; null for whoever has not bought. */
export function retentionRowOf(
  history: History,
  cpm: CpmState | null,
  asOf: Day,
): RetentionRow | null {
  const years = buyingYearsOf(history, asOf);
  return years && cpm && { years, cpm };
}

/** 顧客維持率 and 顧客復活率 of all buyers, whole or of one group. */
export function retentionTally(): Tally<RetentionRow, Retention> {
  const sums = new RetentionSums();
  return {
    add: (row) => {
      sums.add(row);
    },
    result: () => sums.result(),
  };
}

class RetentionSums {
  #heads: Record<YearOutcome, number> = { new: 0, retained: 0, lost: 0, revived: 0, departed: 0 };
  #sales = { new: new MoneySum(), retained: new MoneySum(), revived: new MoneySum() };
  #newcomers = { all: 0, retained: 0, excellent: 0 };

  add({ years, cpm }: RetentionRow): void {
    const outcome = outcomeOf(years);
    this.#heads[outcome] += 1;
    if (outcome === 'new' || outcome === 'retained' || outcome === 'revived') {
      this.#sales[outcome].add(years.sales);
    }
    if (years.lastYear && !years.earlier) this.#addNewcomer(outcome, cpm);
  }

  #addNewcomer(outcome: YearOutcome, cpm: CpmState): void {
    this.#newcomers.all += 1;
    if (outcome === 'retained') this.#newcomers.retained += 1;
    if (cpm === 'excellent-active') this.#newcomers.excellent += 1;
  }

  result(): Retention {
    const heads = this.#heads;
    const newcomers = this.#newcomers;
    const activeLastYear = heads.retained + heads.lost;
    const departedLastYear = heads.revived + heads.departed;
    return {
      active: heads.new + heads.retained + heads.revived,
      activeLastYear,
      departedLastYear,
      outcomes: { ...heads },
      retention: ratioOf(heads.retained, activeLastYear),
      retentionOfNew: ratioOf(newcomers.retained, newcomers.all),
      retentionOfExisting: ratioOf(
        heads.retained - newcomers.retained,
        activeLastYear - newcomers.all,
      ),
      revival: ratioOf(heads.revived, departedLastYear),
      survival: ratioOf(newcomers.excellent, newcomers.all),
      retainedLtv: ratioOf(Number(this.#sales.retained.total), heads.retained),
      revivedLtv: ratioOf(Number(this.#sales.revived.total), heads.revived),
      newLtv: ratioOf(Number(this.#sales.new.total), heads.new),
    };
  }
}
