import type { Day } from '../domain/day.ts';
import { factsReader, type Facts } from '../domain/history.ts';
import { CALENDAR_MODELS, type CalendarModelKey } from '../domain/models/index.ts';
import { cpm, type CpmState } from '../domain/models/cpm.ts';
import { lifecycle } from '../domain/models/lifecycle.ts';
import { scheduledChange, type ScheduledChange } from '../domain/models/scheduled-change.ts';
import { vip } from '../domain/models/vip.ts';
import { relativeClassesOf, type Classes, type Cutoffs } from '../domain/relative/classes.ts';
import { transitionStart } from '../domain/reports/transition-rates.ts';
import type { Settings } from '../domain/settings.ts';
import { evidenceTally, type PurchaseEvidence } from '../domain/suggestions/evidence.ts';
import type { Buyers } from './buyers.ts';

/** What is said of one customer. */
export interface CustomerRow {
  id: string;
  facts: Facts;
  classes: Classes;
  states: Record<CalendarModelKey, string | null>;
  change: NextChange | null;
  /** The day of every counted order, oldest first. */
  orderDays: Day[];
  /** CPM on the day that 人数推移率 compares with; null before the first order. */
  cpmThen: CpmState | null;
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
  rows: () => Generator<CustomerRow>;
  /** The shop's own purchase cycle and order value. */
  evidence: () => PurchaseEvidence;
}

/** Classifies all buyers, one after the other whenever the rows are asked for: none is kept. */
export function analyse(buyers: Buyers, asOf: Day, settings: Settings): Analysis {
  const relative = relativeClassesOf(buyers.measures(), settings);
  const start = transitionStart(asOf);
  return {
    asOf,
    settings,
    cutoffs: relative?.cutoffs ?? null,
    evidence: () => {
      const evidence = evidenceTally();
      for (const { history } of buyers) evidence.add(history.orders);
      return evidence.result();
    },
    *rows() {
      let index = 0;
      for (const { id, history } of buyers) {
        const factsOn = factsReader(history);
        const before = factsOn(start);
        const known = factsOn(asOf);
        if (!known || !relative) continue;
        const facts = { ...known, topAmount: relative.cutoffs.topAmount };
        yield {
          id,
          facts,
          classes: relative.of(index),
          ...standingOf(facts, settings),
          orderDays: history.orders.map(({ day }) => day),
          cpmThen: before && cpm.classify(before, settings),
        };
        index += 1;
      }
    },
  };
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
