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
    <a href="/app/customers">{t('nav.customers')}</a>,
    <a href="/app/cpm">{t('nav.cpm')}</a>,
    <a href="/app/rfm">{t('nav.rfm')}</a>,
    <a href="/app/lifecycle">{t('nav.lifecycle')}</a>,
    <a href="/app/vip">{t('nav.vip')}</a>,
    <a href="/app/reports">{t('nav.reports')}</a>,
    <a href="/app/segments">{t('nav.segments')}</a>,
    <a href="/app/settings">{t('nav.settings')}</a>,
    <a href="/app/settings/tags">{t('nav.tags')}</a>,
    <a href="/app/sync">{t('nav.sync')}</a>,
  );
}
