import { InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../presenters/sync-screen.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

/** What waits to be done. */
export function WaitingCard({ waiting, format }: { waiting: Waiting; format: Format }) {
  const { t } = useTranslation();
  const { deliveries, oldestAt, customers, tags } = waiting;
  const nothing = deliveries + customers + tags === 0;
  return (
    <SectionCard title={t('sync.waiting.title')}>
      {nothing ? (
        <Text as="p">{t('sync.waiting.none')}</Text>
      ) : (
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Figure
            label={t('sync.waiting.deliveries')}
            help={t('sync.waiting.deliveriesHelp')}
            value={format.number(deliveries)}
            note={
              oldestAt === null ? null : t('sync.waiting.oldest', { at: format.moment(oldestAt) })
            }
          />
          <Figure
            label={t('sync.waiting.customers')}
            help={t('sync.waiting.customersHelp')}
            value={format.number(customers)}
          />
          <Figure
            label={t('sync.waiting.tags')}
            help={t('sync.waiting.tagsHelp')}
            value={format.number(tags)}
          />
        </InlineGrid>
      )}
    </SectionCard>
  );
}
