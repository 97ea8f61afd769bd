import { newestTagChanges } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { namedState, SHOWN_MODELS, type NamedState } from './states.ts';

export type Because = 'backfill' | 'order' | 'calendar';

/** One model of a customer that changed: from, to, or both. */
export interface Step {
  from: NamedState | null;
  to: NamedState | null;
}

/** A tag change as the merchant reads it. */
export interface ShownChange {
  id: string;
  customerId: string;
  /** Epoch milliseconds. */
  at: number;
  steps: Step[];
  /** Null for a reason that this version has no words for. */
  because: Because | null;
}

const MODELS = Object.keys(SHOWN_MODELS);
const REASONS: readonly Because[] = ['backfill', 'order', 'calendar'];

/** The last tag changes, newest first. */
export async function lastChanges(shop: Shop, limit: number): Promise<ShownChange[]> {
  const changes = await newestTagChanges(shop, limit);
  return changes.map(({ id, customerId, at, added, removed, because }) => ({
    id: String(id),
    customerId: String(customerId),
    at: at.getTime(),
    steps: stepsOf(statesOf(removed), statesOf(added)),
    because: REASONS.find((reason) => reason === because) ?? null,
  }));
}

/** The states that tags say; tags of models without words are left out. */
function statesOf(tags: readonly string[]): NamedState[] {
  return tags.flatMap((tag) => {
    const [, before = '', state = ''] = /^(.*):([^:]*)$/.exec(tag) ?? [];
    const model = MODELS.find((key) => before.endsWith(key));
    const named = model === undefined ? null : namedState(model, state);
    return named ? [named] : [];
  });
}

function stepsOf(from: NamedState[], to: NamedState[]): Step[] {
  const models = new Set([...to, ...from].map(({ model }) => model));
  const ofModel = (states: NamedState[], model: string) =>
    states.find((state) => state.model === model) ?? null;
  return [...models].map((model) => ({ from: ofModel(from, model), to: ofModel(to, model) }));
}
