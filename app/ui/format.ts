import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatsIn, type Format, type Place } from '../i18n/formats.ts';

export type { Format } from '../i18n/formats.ts';

/** Formats for a shop's currency and time zone. */
export function useFormat({ currency, timezone }: Place): Format {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => formatsIn(language, { currency, timezone }), [language, currency, timezone]);
}
