export const LOCALES = ['ja', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/**
 * The language of a request: Shopify names the merchant's in the address (`locale`); else the
 * browser's first known one; else English.
 */
export function localeOf(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get('locale');
  const accepted = (request.headers.get('accept-language') ?? '').split(',');
  return [asked ?? '', ...accepted].map(known).find((locale) => locale !== null) ?? 'en';
}

function known(tag: string): Locale | null {
  const language = tag.trim().toLowerCase().split(/[-_;]/)[0];
  return LOCALES.find((locale) => locale === language) ?? null;
}
