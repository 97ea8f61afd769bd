import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { formatsIn } from '../../i18n/formats.ts';
import type { Locale } from '../../i18n/locale.ts';
import { wordsIn } from '../../i18n/all-words.ts';
import type { HealthSheet } from '../../presenters/health-screen.ts';
import { Sheet } from './sheet.tsx';
import { FILE_STYLE } from './sheet-style.ts';

/** The sheet as a whole HTML file that any browser opens and prints without a network. */
export function healthFile(sheet: HealthSheet, locale: Locale): string {
  const words = wordsIn(locale);
  const format = formatsIn(locale, sheet);
  const page = renderToStaticMarkup(
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${sheet.name ?? sheet.domain} ${words.t('reportHealth.title')} ${sheet.month}`}</title>
        <style>{FILE_STYLE}</style>
      </head>
      <body>
        <I18nextProvider i18n={words}>
          <Sheet sheet={sheet} format={format} heading="h1" />
        </I18nextProvider>
      </body>
    </html>,
  );
  return `<!doctype html>${page}`;
}
