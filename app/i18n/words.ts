import { createInstance, type i18n } from 'i18next';
import type { en, Resources } from './en.ts';
import type { Locale } from './locale.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const known = new Map<Locale, Resources>();

/** Makes the words of a language known to `wordsIn`: a browser loads only its own. */
export function learn(locale: Locale, words: Resources): void {
  known.set(locale, words);
}

/**
 * The words of one language that was learnt; a new instance each time, so that requests do not share
 * one.
 */
export function wordsIn(locale: Locale): i18n {
  const words = createInstance();
  const translation = known.get(locale);
  void words.init({
    lng: locale,
    resources: translation ? { [locale]: { translation } } : {},
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return words;
}
