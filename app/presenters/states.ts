import { CALENDAR_MODELS } from '../domain/models/index.ts';
import { ABC_CLASSES } from '../domain/relative/abc.ts';
import { DECILES } from '../domain/relative/decile.ts';
import { LAYERS } from '../domain/relative/layer.ts';
import { RANKS, RFM_SEGMENTS } from '../domain/relative/rfm.ts';

type Calendar = (typeof CALENDAR_MODELS)[number];

/** The models that follow the calendar, by key. */
export const SHOWN_MODELS = Object.fromEntries(
  CALENDAR_MODELS.map((model) => [model.key, model]),
) as { [Each in Calendar as Each['key']]: Each };

type Shown = typeof SHOWN_MODELS;
export type ModelKey = keyof Shown;
/** A state of a model, as the screens know it. */
export type StateOf<Model extends ModelKey> = Shown[Model]['states'][number];
export type CpmState = StateOf<'cpm'>;

/** A model's state that was asked for by name. */
export type NamedState = {
  [Model in ModelKey]: { model: Model; state: StateOf<Model> };
}[ModelKey];

/** The models that compare a customer with the shop, and their classes. */
export const CLASS_MODELS = {
  rfm: RFM_SEGMENTS,
  rank: RANKS,
  layer: LAYERS,
  decile: DECILES,
  abc: ABC_CLASSES,
} as const;
export type ClassModelKey = keyof typeof CLASS_MODELS;

/** Every state of a model, of either sort; null for a model that there is not. */
export function statesOfModel(model: string): readonly string[] | null {
  if (Object.hasOwn(SHOWN_MODELS, model)) return SHOWN_MODELS[model as ModelKey].states;
  return Object.hasOwn(CLASS_MODELS, model) ? CLASS_MODELS[model as ClassModelKey] : null;
}

/** Reads a model and a state by their keys; null when there is no such thing. */
export function namedState(model: string | null, state: string | null): NamedState | null {
  const found = Object.values(SHOWN_MODELS).find(({ key }) => key === model);
  const known = found?.states.find((each) => each === state);
  return found && known ? ({ model: found.key, state: known } as NamedState) : null;
}
