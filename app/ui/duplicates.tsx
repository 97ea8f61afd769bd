import { Card, EmptyState, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { DuplicatesScreen } from '../presenters/duplicates-screen.ts';
import { CustomerLinks } from './customer-link.tsx';
import { Table } from './index-table.tsx';
import { PageFrame } from './page-frame.tsx';
import { SectionCard } from './section-card.tsx';

/** Customers who may be the same person. */
export function DuplicatesPage({ screen }: { screen: DuplicatesScreen }) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('duplicates.title')}
      subtitle={t('duplicates.subtitle')}
      back={{ content: t('sync.title'), url: '/app/sync' }}
    >
      {screen.groups.length === 0 ? <Nobody allowed={screen.allowed} /> : <Groups {...screen} />}
    </PageFrame>
  );
}

function Nobody({ allowed }: { allowed: boolean }) {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState heading={t(allowed ? 'duplicates.none' : 'duplicates.notAllowed')} image="">
        <p>{t(allowed ? 'duplicates.noneText' : 'duplicates.notAllowedText')}</p>
      </EmptyState>
    </Card>
  );
}

function Groups({ groups, more }: DuplicatesScreen) {
  const { t } = useTranslation();
  return (
    <SectionCard
      title={t('duplicates.title')}
      help={t('duplicates.help')}
      table={
        <Table
          name={{ singular: t('duplicates.customers'), plural: t('duplicates.customers') }}
          columns={[{ title: t('duplicates.alike') }, { title: t('duplicates.customers') }]}
          rows={groups.map(({ kind, customers }) => ({
            id: `${kind}-${customers.join('-')}`,
            cells: [
              t(`duplicates.kind.${kind}`),
              <InlineStack key="customers" gap="600">
                {customers.map((id) => (
                  <CustomerLinks key={id} id={id} />
                ))}
              </InlineStack>,
            ],
          }))}
        />
      }
    >
      {more && <Text as="p">{t('duplicates.more', { groups: groups.length })}</Text>}
    </SectionCard>
  );
}
