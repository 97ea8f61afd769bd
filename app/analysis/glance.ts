import { CPM_STAGES, cpmParts, type CpmStage, type CpmState } from '../domain/models/cpm.ts';
import { lifecycle, type LifecycleState } from '../domain/models/lifecycle.ts';
import { scheduledChange } from '../domain/models/scheduled-change.ts';
import type { Settings } from '../domain/settings.ts';
import type { CustomerRow } from './analysis.ts';

/** How far ahead a glance looks. */
export const DAYS_AHEAD = 14;

interface Group {
  active: number;
  lapsed: number;
  /** Minor units. */
  amount: bigint;
}

/** A shop's structure in a few numbers, collected from the rows of its analysis. */
export class Glance {
  readonly stages: Record<CpmStage, Group>;
  /** Customers whom the calendar alone will bring into a lifecycle state soon. */
  readonly coming = new Map<LifecycleState, number>();

  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.stages = Object.fromEntries(
      CPM_STAGES.map((stage) => [stage, { active: 0, lapsed: 0, amount: 0n }]),
    ) as Glance['stages'];
  }

  add({ facts, states }: CustomerRow): void {
    const { stage, active } = cpmParts(states.cpm as CpmState);
    const group = this.stages[stage];
    group[active ? 'active' : 'lapsed'] += 1;
    group.amount += BigInt(facts.amount);
    const change = scheduledChange(lifecycle, facts, this.#settings);
    if (!change?.to || change.on > facts.day + DAYS_AHEAD) return;
    this.coming.set(change.to, (this.coming.get(change.to) ?? 0) + 1);
  }
}
