import { AppProvider } from '@shopify/polaris';
import polarisEn from '@shopify/polaris/locales/en.json' with { type: 'json' };
import polarisJa from '@shopify/polaris/locales/ja.json' with { type: 'json' };
import { useNavigate } from '@remix-run/react';
import { useEffect, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Locale } from '../i18n/locale.ts';
import { wordsIn } from '../i18n/words.ts';
import { CustomerNamesProvider } from './customer-names.tsx';
import { FrameLink, useFrameHref } from './frame-link.tsx';

/** Polaris and the app's words in the merchant's language, around every page. */
export function AppFrame({ locale, children }: { locale: Locale; children: ReactNode }) {
  const [words] = useState(() => wordsIn(locale));
  useAdminNavigation();
  return (
    <I18nextProvider i18n={words}>
      <AppProvider i18n={locale === 'ja' ? polarisJa : polarisEn} linkComponent={FrameLink}>
        <CustomerNamesProvider>{children}</CustomerNamesProvider>
      </AppProvider>
    </I18nextProvider>
  );
}

/** App Bridge tells of clicks in the admin's own menu by an event on the clicked link. */
function useAdminNavigation(): void {
  const navigate = useNavigate();
  const href = useFrameHref();
  useEffect(() => {
    const follow = (event: Event) => {
      const path = event.target instanceof Element ? event.target.getAttribute('href') : null;
      if (path) navigate(href(path));
    };
    addEventListener('shopify:navigate', follow);
    return () => {
      removeEventListener('shopify:navigate', follow);
    };
  }, [navigate, href]);
}
