import { InlineStack, Tag, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen, ShownStanding } from '../../presenters/customer-screen.ts';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';

/** Where the customer stands in each model, and the tags that say so. */
export function StandingsCard({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const none = t('board.none');
  const nextOf = ({ next }: ShownStanding) =>
    next === null
      ? t('customers.nextNone')
      : t('customers.nextTo', {
          day: format.day(next.on),
          state: next.to ? words.label(next.to) : none,
        });
  if (screen.standings.length === 0) {
    return (
      <SectionCard title={t('customer.standings.title')}>
        <Text as="p">{t('customer.standings.empty')}</Text>
      </SectionCard>
    );
  }
  return (
    <SectionCard
      title={t('customer.standings.title')}
      table={
        <Table
          name={{ singular: t('customer.standings.model'), plural: t('customer.standings.title') }}
          columns={[
            { title: t('customer.standings.model') },
            { title: t('customer.standings.state') },
            { title: t('customer.standings.since') },
            { title: t('customer.standings.next'), help: t('customers.nextHelp') },
          ]}
          rows={screen.standings.map((standing) => ({
            id: standing.model,
            cells: [
              t(`model.${standing.model}`),
              standing.state ? words.label(standing.state) : none,
              standing.since === null ? none : format.day(standing.since),
              nextOf(standing),
            ],
          }))}
        />
      }
    >
      {screen.written.length > 0 && (
        <InlineStack gap="100">
          {screen.written.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </InlineStack>
      )}
    </SectionCard>
  );
}
