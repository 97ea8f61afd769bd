import { InlineGrid, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { History } from '../../presenters/history.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

/** How far back the numbers go, and how to reach further. */
export function HistoryCard({ history, format }: { history: History; format: Format }) {
  const { t } = useTranslation();
  const { all, since, imported, told, held } = history;
  const counted = (count: number | null) =>
    count === null ? t('sync.kinds.counting') : format.number(count);
  return (
    <SectionCard title={t('sync.history.title')}>
      <Text as="p">
        {since === null
          ? t(all && held !== 0 ? 'sync.history.all' : 'sync.history.sinceNothing')
          : t('sync.history.since', { day: format.date(since) })}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
        <Figure
          label={t('sync.history.held')}
          help={t('sync.history.heldHelp')}
          value={counted(held)}
        />
        <Figure
          label={t('sync.history.told')}
          help={t('sync.history.toldHelp')}
          value={counted(told)}
        />
        <Figure
          label={t('sync.history.imported')}
          help={t('sync.history.importedHelp')}
          value={format.number(imported)}
        />
      </InlineGrid>
      {!all && (
        <>
          <Text as="p">{t('sync.history.permission')}</Text>
          <InlineStack gap="200">
            <Text as="p">{t('sync.history.file')}</Text>
            <Link url="/app/sync/import">{t('sync.history.import')}</Link>
          </InlineStack>
        </>
      )}
    </SectionCard>
  );
}
