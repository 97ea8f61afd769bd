import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Locale } from './locale.ts';

type States = Readonly<Record<string, Readonly<Record<string, { label: string }>>>>;
interface Words {
  state: States;
  model: Readonly<Record<string, string>>;
}

const WORDS: Readonly<Record<Locale, Words>> = { ja, en };

/**
 * What a segment for a state is called in Shopify's own list; where two models have the same word,
 * the model stands with it. Null for a state without words.
 */
export function segmentNameOf(model: string, state: string, locale: Locale): string | null {
  const { state: states, model: models } = WORDS[locale];
  const label = states[model]?.[state]?.label;
  if (label === undefined) return null;
  const others = Object.entries(states).filter(([other]) => other !== model);
  const shared = others.some(([, each]) => Object.values(each).some((one) => one.label === label));
  return shared ? `Kizuna: ${label} (${models[model] ?? model})` : `Kizuna: ${label}`;
}

/** What a segment that the merchant has saved is called there. */
export function savedSegmentName(name: string): string {
  return `Kizuna: ${name}`;
}

/** What a model is called in both languages: Shopify shows one name to everybody. */
export function metafieldName(model: string): string {
  const names = new Set([WORDS.ja.model[model], WORDS.en.model[model]]);
  return `Kizuna ${[...names].filter((name) => name !== undefined).join(' / ')}`;
}
