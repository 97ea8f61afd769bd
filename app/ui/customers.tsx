import { Card, EmptyState } from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CustomerRow, CustomersScreen } from '../presenters/customers-screen.ts';
import { CustomerLinks } from './customer-link.tsx';
import { useFormat } from './format.ts';
import { useFrameHref } from './frame-link.tsx';
import { Table, type Pages } from './index-table.tsx';
import { PageFrame } from './page-frame.tsx';
import { useStateWords } from './state-words.ts';

/** The customers behind a number. */
export function Customers({ screen }: { screen: CustomersScreen | null }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const back = { content: t('customers.back'), url: '/app' };
  if (!screen) {
    return (
      <PageFrame title={t('customers.unknown')} back={back}>
        <Card>
          <p>{t('customers.unknownText')}</p>
        </Card>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={t('customers.title', { state: words.label(screen.group) })}
      subtitle={t(`model.${screen.group.model}`)}
      back={back}
    >
      <Members screen={screen} />
    </PageFrame>
  );
}

function Members({ screen }: { screen: CustomersScreen }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const format = useFormat({ currency: screen.currency, timezone: 'UTC' });
  const pages = usePages(screen);
  const { group, thresholds, rows, customers } = screen;
  const meaning = words.meaning(group, thresholds, format);
  const nextOf = ({ next }: CustomerRow) => {
    if (!next) return t('customers.nextNone');
    const state = next.to ? words.label(next.to) : t('board.none');
    return t('customers.nextTo', { day: format.day(next.on), state });
  };
  if (customers === 0) {
    return (
      <Card>
        <EmptyState heading={t('customers.empty')} image="">
          <p>{meaning}</p>
          <p>{t('customers.emptyText')}</p>
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Card>
        <p>
          {t('customers.count', { customers: format.number(customers) })} · {meaning}
        </p>
      </Card>
      <Card padding="0">
        <Table
          name={{ singular: t('customers.customer'), plural: t('customers.customer') }}
          columns={[
            { title: t('customers.customer') },
            { title: t('customers.since') },
            { title: t('customers.next'), help: t('customers.nextHelp') },
            { title: t('customers.amount'), numeric: true },
            { title: t('customers.orders'), numeric: true },
            { title: t('customers.last') },
          ]}
          rows={rows.map((row) => ({
            id: row.id,
            cells: [
              <CustomerLinks key="customer" id={row.id} />,
              format.day(row.since),
              nextOf(row),
              format.money(row.amount),
              format.number(row.orders),
              row.lastOrderOn === null ? t('board.none') : format.day(row.lastOrderOn),
            ],
          }))}
          pages={pages}
        />
      </Card>
    </>
  );
}

function usePages({ group, previous, next }: CustomersScreen): Pages {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const href = useFrameHref();
  const base = `/app/customers?model=${group.model}&state=${group.state}`;
  return {
    previous: previous === null ? null : `${base}&before=${previous}`,
    next: next === null ? null : `${base}&after=${next}`,
    labels: { previous: t('customers.previousPage'), next: t('customers.nextPage') },
    go: (url) => {
      navigate(href(url));
    },
  };
}
