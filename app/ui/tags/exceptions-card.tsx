import { Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { TagsScreen } from '../../presenters/tags-screen.ts';
import { CustomerLinks } from '../customer-link.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  screen: TagsScreen;
  format: Format;
  sending: boolean;
  onRetry: () => void;
}

/** Customers whose tags are not what they should be, and why; nothing when there are none. */
export function ExceptionsCard({ screen, format, sending, onRetry }: Props) {
  const { t } = useTranslation();
  const { exceptions, respected, counts } = screen;
  if (exceptions.length + respected.length === 0) return null;
  const numbers = {
    shown: format.number(exceptions.length),
    all: format.number(counts.exceptions),
  };
  return (
    <SectionCard
      title={t('tags.exceptions')}
      help={t('tags.exceptionsHelp')}
      actions={
        exceptions.length > 0 && (
          <Button loading={sending} onClick={onRetry}>
            {t('tags.retry')}
          </Button>
        )
      }
      table={
        <Table
          name={{ singular: t('tags.customer'), plural: t('tags.customer') }}
          columns={[{ title: t('tags.customer') }, { title: t('tags.reason') }]}
          rows={[
            ...exceptions.map(({ id, reason }) => ({ id, row: id, reason })),
            ...respected.map(({ id, tags }) => ({
              id,
              row: `left-off-${id}`,
              reason: t('tags.leftOff', { tags: tags.join(' ') }),
            })),
          ].map(({ id, row, reason }) => ({
            id: row,
            cells: [<CustomerLinks key="customer" id={id} />, reason],
          }))}
        />
      }
    >
      {exceptions.length < counts.exceptions && (
        <Text as="p">{t('tags.exceptionsMore', numbers)}</Text>
      )}
    </SectionCard>
  );
}
