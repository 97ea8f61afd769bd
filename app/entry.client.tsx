import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { learn } from './i18n/words.ts';

/** Loads the words of the page's language: the other's stay on the server. */
async function learnWords(): Promise<void> {
  if (document.documentElement.lang === 'ja') learn('ja', (await import('./i18n/ja.ts')).ja);
  else learn('en', (await import('./i18n/en.ts')).en);
}

await learnWords();

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
