import { createElement } from 'react';
import { useTranslation } from 'react-i18next';

/** The app's own entries in the admin's menu; App Bridge takes them from here and hides them. */
export function AppMenu() {
  const { t } = useTranslation();
  return createElement(
    'ui-nav-menu',
    null,
    <a href="/app" rel="home">
      {t('nav.home')}
    </a>,
    <a href="/app/sync">{t('nav.sync')}</a>,
  );
}
