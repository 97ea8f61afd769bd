import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RfmScreen, ShownCuts } from '../../presenters/rfm-screen.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useRangeWords, type Score } from './words.ts';

interface Props {
  screen: RfmScreen;
  format: Format;
}

const SCORES = ['r', 'f', 'm'] as const satisfies Score[];
const BEST_FIRST = [5, 4, 3, 2, 1];
/** With fewer the cuts are made every day. */
const FEW = 100;

/** What each score takes now, since when and how long. */
export function CutsCard({ screen, format }: Props) {
  const { t } = useTranslation();
  if (!screen.cuts) {
    return (
      <Card>
        <Text as="p">{t('rfmPage.cuts.missing')}</Text>
      </Card>
    );
  }
  return <Cuts screen={screen} cuts={screen.cuts} format={format} />;
}

function Cuts({ screen, cuts, format }: Props & { cuts: ShownCuts }) {
  const { t } = useTranslation();
  const range = useRangeWords(screen, format);
  const day = format.day(cuts.asOf);
  const rows = BEST_FIRST.map((value) => [
    String(value),
    ...SCORES.map((score) => range(score, value) ?? t('rfmPage.none')),
  ]);
  const name = t('rfmPage.cuts.score');
  const axes = SCORES.map((score) => t(`rfmPage.axis.${score}`));
  const few = screen.total.customers < FEW;
  const refresh = t(`rfmPage.cuts.refresh.${cuts.refresh}`);
  return (
    <SectionCard
      title={t('rfmPage.cuts.title')}
      help={t(`rfmPage.cuts.${cuts.kind}`)}
      actions={
        <ExportButton sheet={{ name: t('rfmPage.cuts.file'), header: [name, ...axes], rows }} />
      }
      table={
        <Table
          name={{ singular: name, plural: name }}
          columns={[
            { title: name },
            ...SCORES.map((score) => ({
              title: t(`rfmPage.axis.${score}`),
              help: t(`rfmPage.cuts.${score}Help`, { day }),
            })),
          ]}
          rows={rows.map((cells, index) => ({ id: String(index), cells }))}
        />
      }
    >
      <BlockStack gap="100">
        <Text as="p">
          {t('rfmPage.cuts.asOf', {
            day,
            next: format.day(cuts.nextOn),
            refresh: few ? t('rfmPage.cuts.refresh.daily') : refresh,
          })}
          {t('between')}
          {few && cuts.refresh !== 'daily' && t('rfmPage.cuts.few')}
        </Text>
        <Text as="p" tone="subdued">
          {t('rfmPage.cuts.fAtMost')}
        </Text>
        <Link url="/app/settings">{t('rfmPage.cuts.settings')}</Link>
      </BlockStack>
    </SectionCard>
  );
}
