import { createInstance, type i18n } from 'i18next';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Locale } from './locale.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** The words of one language; a new instance each time, so that requests do not share one. */
export function wordsIn(locale: Locale): i18n {
  const words = createInstance();
  void words.init({
    lng: locale,
    fallbackLng: 'en',
    resources: { ja: { translation: ja }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return words;
}
