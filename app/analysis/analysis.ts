import type { Day } from '../domain/day.ts';
import { factsAt, factsReader, type Facts } from '../domain/history.ts';
import { CALENDAR_MODELS, type CalendarModelKey } from '../domain/models/index.ts';
import { cpm } from '../domain/models/cpm.ts';
import { lifecycle } from '../domain/models/lifecycle.ts';
import { scheduledChange, type ScheduledChange } from '../domain/models/scheduled-change.ts';
import { vip } from '../domain/models/vip.ts';
import { relativeClassesOf, type Classes, type Cutoffs } from '../domain/relative/classes.ts';
import { measuresOf } from '../domain/relative/cuts.ts';
import { analyzeRates } from '../domain/reports/analyze-rates.ts';
import type { Rate } from '../domain/reports/rate.ts';
import { transitionRates, transitionStart } from '../domain/reports/transition-rates.ts';
import type { Settings } from '../domain/settings.ts';
import { evidenceTally, type PurchaseEvidence } from '../domain/suggestions/evidence.ts';
import type { Buyer } from './buyers.ts';

/** What is said of one customer. */
export interface CustomerRow {
  id: string;
  facts: Facts;
  classes: Classes;
  states: Record<CalendarModelKey, string | null>;
  change: NextChange | null;
}

/** The earliest change by the calendar alone. */
export interface NextChange extends ScheduledChange {
  model: string;
}

/** All customers on one day. */
export interface Analysis {
  asOf: Day;
  settings: Settings;
  /** Null without customers. */
  cutoffs: Cutoffs | null;
  rates: Rate[];
  rows: () => Generator<CustomerRow>;
  /** The shop's own purchase cycle and order value. */
  evidence: () => PurchaseEvidence;
}

/**
 * Classifies all buyers: once through them for what divides them from one another, and once more
 * whenever the rows are asked for, so that no customer is kept.
 *
 * @param buyers in ascending order of id.
 */
export function analyse(buyers: Iterable<Buyer>, asOf: Day, settings: Settings): Analysis {
  const rates = new Rates(asOf, settings);
  const relative = relativeClassesOf(measuresOf(rates.count(buyers)), settings);
  return {
    asOf,
    settings,
    cutoffs: relative?.cutoffs ?? null,
    rates: rates.result(),
    evidence: () => {
      const evidence = evidenceTally();
      for (const { history } of buyers) evidence.add(history.orders);
      return evidence.result();
    },
    *rows() {
      let index = 0;
      for (const buyer of buyers) {
        const known = factsAt(buyer.history, asOf);
        if (!known || !relative) continue;
        const facts = { ...known, topAmount: relative.cutoffs.topAmount };
        const classes = relative.of(index);
        yield { id: buyer.id, facts, classes, ...standingOf(facts, settings) };
        index += 1;
      }
    },
  };
}

/** Counts every rate, and passes on the facts of whom it has counted. */
class Rates {
  readonly #asOf: Day;
  readonly #settings: Settings;
  readonly #repeat;
  readonly #transitions = transitionRates();

  constructor(asOf: Day, settings: Settings) {
    this.#asOf = asOf;
    this.#settings = settings;
    this.#repeat = analyzeRates(asOf);
  }

  *count(buyers: Iterable<Buyer>): Generator<Facts> {
    const start = transitionStart(this.#asOf);
    for (const { history } of buyers) {
      const factsOn = factsReader(history);
      const before = factsOn(start);
      const facts = factsOn(this.#asOf);
      if (!facts) continue;
      const now = cpm.classify(facts, this.#settings);
      if (now === null) continue;
      this.#transitions.add({ then: before && cpm.classify(before, this.#settings), now });
      this.#repeat.add({ orderDays: history.orders.map(({ day }) => day), cpm: now });
      yield facts;
    }
  }

  result(): Rate[] {
    return [...this.#repeat.result(), ...this.#transitions.result()];
  }
}

function standingOf(facts: Facts, settings: Settings): Pick<CustomerRow, 'states' | 'change'> {
  const states: Partial<CustomerRow['states']> = {};
  for (const model of CALENDAR_MODELS) states[model.key] = model.classify(facts, settings);
  return { states: states as CustomerRow['states'], change: nextChangeOf(facts, settings) };
}

/** Of cpm, lifecycle and vip, which come first in this order on the same day. */
function nextChangeOf(facts: Facts, settings: Settings): NextChange | null {
  let earliest: NextChange | null = null;
  for (const model of [cpm, lifecycle, vip]) {
    const change = scheduledChange<string>(model, facts, settings);
    if (change && (earliest === null || change.on < earliest.on)) {
      earliest = { ...change, model: model.key };
    }
  }
  return earliest;
}
