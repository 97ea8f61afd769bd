import { cpm } from '../domain/models/cpm.ts';
import { lifecycle } from '../domain/models/lifecycle.ts';
import { stage } from '../domain/models/stage.ts';

/** The models that a screen can list customers of. */
export const SHOWN_MODELS = { cpm, lifecycle, stage } as const;

type Shown = typeof SHOWN_MODELS;
export type ModelKey = keyof Shown;
/** A state of a model, as the screens know it. */
export type StateOf<Model extends ModelKey> = Shown[Model]['states'][number];
export type CpmState = StateOf<'cpm'>;
export type LifecycleState = StateOf<'lifecycle'>;

/** A model's state that was asked for by name. */
export type NamedState = {
  [Model in ModelKey]: { model: Model; state: StateOf<Model> };
}[ModelKey];

/** Reads a model and a state by their keys; null when there is no such thing. */
export function namedState(model: string | null, state: string | null): NamedState | null {
  const found = Object.values(SHOWN_MODELS).find(({ key }) => key === model);
  const known = found?.states.find((each) => each === state);
  return found && known ? ({ model: found.key, state: known } as NamedState) : null;
}
