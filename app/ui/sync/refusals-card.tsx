import { Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SyncScreen } from '../../presenters/sync-screen.ts';
import { CustomerLink } from '../customer-link.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  refusals: SyncScreen['refusals'];
  format: Format;
  onRetry: () => void;
}

/** Customers whose tags Shopify refuses; nothing when there are none. */
export function RefusalsCard({ refusals: { all, shown }, format, onRetry }: Props) {
  const { t } = useTranslation();
  if (all === 0) return null;
  const counts = { shown: format.number(shown.length), all: format.number(all) };
  return (
    <SectionCard
      title={t('sync.refusals.title')}
      help={t('sync.refusals.help', { count: all })}
      actions={<Button onClick={onRetry}>{t('sync.refusals.retry')}</Button>}
      table={
        <Table
          name={{ singular: t('sync.refusals.customer'), plural: t('sync.refusals.customer') }}
          columns={[{ title: t('sync.refusals.customer') }, { title: t('sync.refusals.reason') }]}
          rows={shown.map(({ id, reason }) => ({
            id,
            cells: [<CustomerLink key="customer" id={id} />, reason],
          }))}
        />
      }
    >
      {shown.length < all && <Text as="p">{t('sync.refusals.more', counts)}</Text>}
    </SectionCard>
  );
}
