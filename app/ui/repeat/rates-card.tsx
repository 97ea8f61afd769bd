import { Badge, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { CountedLink, useShare } from './counted-link.tsx';
import { NamedCell } from '../named-cell.tsx';

interface Props {
  shown: RepeatShown;
  format: Format;
}

/** Every definition of a repeat rate with both sides of its line (domain.md A4.1). */
export function RatesCard({ shown, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const words = useRateWords(shown, format);
  const title = t('reportRepeat.rates.rate');
  return (
    <SectionCard
      title={t('reportRepeat.rates.title')}
      help={t('reportRepeat.rates.help')}
      actions={<ExportButton sheet={useSheet(shown, format)} />}
      table={
        <Table
          name={{ singular: title, plural: title }}
          columns={[
            { title },
            { title: t('reportRepeat.rates.value'), numeric: true },
            { title: t('reportRepeat.rates.numerator'), numeric: true },
            { title: t('reportRepeat.rates.denominator'), numeric: true },
          ]}
          rows={shown.rates.map(({ key, part, whole, value }) => {
            const { name, how } = words(key);
            return {
              id: key,
              cells: [
                <NamedCell key="name" {...{ name, how }} />,
                share(value),
                <CountedLink key="part" counted={part} what={name} format={format} />,
                <CountedLink key="whole" counted={whole} what={name} format={format} />,
              ],
            };
          })}
        />
      }
    >
      <Bar bar={shown.bar} format={format} />
    </SectionCard>
  );
}

function useRateWords({ again }: RepeatShown, format: Format) {
  const { t } = useTranslation();
  const days = format.number(again.days);
  return (key: RepeatShown['rates'][number]['key']) => ({
    name: t(`reportRepeat.rates.${key}.name`, { days }),
    how: t(`reportRepeat.rates.${key}.how`, { days }),
  });
}

/** 西村式: a repeat rate and an annual LTV to reach; only yen have one. */
function Bar({ bar, format }: { bar: RepeatShown['bar']; format: Format }) {
  const { t } = useTranslation();
  const share = useShare(format);
  const { target, repeat, annualLtv, meets } = bar;
  if (!target || meets === null || annualLtv === null) return null;
  return (
    <>
      <InlineStack gap="200" blockAlign="center">
        <Text as="p">
          {t('reportRepeat.rates.bar', {
            rate: share(target.repeatRate),
            amount: format.money(target.annualLtv),
            yourRate: share(repeat),
            yourAmount: format.money(Math.round(annualLtv)),
          })}
        </Text>
        <Badge tone={meets ? 'success' : 'warning'}>
          {t(meets ? 'reportRepeat.rates.barMeets' : 'reportRepeat.rates.barMisses')}
        </Badge>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {t('reportRepeat.rates.barHelp')}
      </Text>
    </>
  );
}

function useSheet(shown: RepeatShown, format: Format) {
  const { t } = useTranslation();
  const words = useRateWords(shown, format);
  return {
    name: t('reportRepeat.rates.file'),
    header: [
      t('reportRepeat.rates.rate'),
      t('reportRepeat.rates.value'),
      t('reportRepeat.rates.numerator'),
      t('reportRepeat.rates.denominator'),
    ],
    rows: shown.rates.map(({ key, part, whole, value }) => [
      `${words(key).name}: ${words(key).how}`,
      value,
      part.count,
      whole.count,
    ]),
  };
}
