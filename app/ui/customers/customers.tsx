import { Banner, Card } from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomersFilter, Sort } from '../../presenters/customers-filter.ts';
import type { CustomersScreen } from '../../presenters/customers-screen.ts';
import type { Unready } from '../../presenters/readiness.ts';
import { customersUrl } from '../customers-url.ts';
import { useFormat } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import type { Pages } from '../index-table.tsx';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { CustomersTable } from './customers-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useChips } from './filter-words.ts';
import { ListTools, SearchBox } from './list-tools.tsx';
import { Nobody } from './nobody.tsx';
import { SaveSegment } from './save-segment.tsx';

/** Everybody who has ordered: searched, filtered, sorted, kept as a segment, taken away as a file. */
export function Customers({ screen }: { screen: CustomersScreen | { unready: Unready } }) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('filters.title')}
      subtitle={t('filters.subtitle')}
      waits={'unready' in screen}
    >
      {'unready' in screen ? (
        <NotReady why={screen.unready} teaches={t('filters.teaches')} />
      ) : (
        <List screen={screen} />
      )}
    </PageFrame>
  );
}

function List({ screen }: { screen: CustomersScreen }) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const chips = useChips(screen, format);
  const [saving, setSaving] = useState<string | null>(null);
  const go = useGo();
  const { filter, sort, rows, unread } = screen;
  const change = (to: CustomersFilter) => {
    go(customersUrl(to, sort));
  };
  const url = customersUrl(filter, sort);
  return (
    <>
      {unread.length > 0 && (
        <Banner tone="warning">
          <p>{t('filters.unread', { parts: unread.join(', ') })}</p>
        </Banner>
      )}
      <Card>
        <SearchBox
          onFound={(ids) => {
            change({ ids });
          }}
        />
      </Card>
      {saving === url && (
        <SaveSegment
          key={url}
          {...{ screen, chips, format }}
          onClose={() => {
            setSaving(null);
          }}
        />
      )}
      <Card padding="0">
        <ListTools
          {...{ screen, chips, format, change }}
          onSort={(to: Sort) => {
            go(customersUrl(filter, to));
          }}
          onSave={() => {
            setSaving(url);
          }}
        />
        <FilterBar {...{ screen, chips }} onChange={change} />
        {rows.length > 0 ? (
          <CustomersTable {...{ screen, format }} pages={usePages(screen)} />
        ) : (
          <Nobody {...{ screen, chips, format }} onGo={go} />
        )}
      </Card>
    </>
  );
}

function useGo(): (url: string) => void {
  const navigate = useNavigate();
  const href = useFrameHref();
  return (url) => {
    navigate(href(url), { preventScrollReset: true });
  };
}

function usePages({ filter, sort, previous, next }: CustomersScreen): Pages {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const href = useFrameHref();
  const base = customersUrl(filter, sort);
  const at = (name: 'before' | 'after', place: string | null) =>
    place === null ? null : `${base}${base.includes('?') ? '&' : '?'}${name}=${place}`;
  return {
    previous: at('before', previous),
    next: at('after', next),
    labels: { previous: t('customers.previousPage'), next: t('customers.nextPage') },
    go: (url) => {
      navigate(href(url));
    },
  };
}
