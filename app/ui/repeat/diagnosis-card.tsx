import { Banner, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { useShare } from './counted-link.tsx';

interface Props {
  diagnosis: RepeatShown['diagnosis'];
  format: Format;
}

const TONES = { 'very-low': 'critical', few: 'warning', fair: 'success', open: 'info' } as const;
const ADVICE = {
  'very-low': ['products'],
  few: [],
  fair: ['worth', 'ads'],
  open: [],
} as const;

/** What the repeat rate says is to be done first (seed 003 §11–13). */
export function DiagnosisCard({ diagnosis, format }: Props) {
  const { t } = useTranslation();
  const share = useShare(format);
  const { level, f2, ordersAYear, due } = diagnosis;
  const orders = ordersAYear === null ? 0 : Math.round(ordersAYear * 10) / 10;
  return (
    <SectionCard title={t('reportRepeat.diagnosis.title')} help={t('reportRepeat.diagnosis.help')}>
      <Banner tone={TONES[level]}>
        <BlockStack gap="200">
          <Text as="p">
            {t(`reportRepeat.diagnosis.${level}`, { orders: format.number(orders) })}
          </Text>
          {f2.value !== null && (
            <Text as="p">
              {t('reportRepeat.diagnosis.rate', {
                all: format.number(f2.denominator),
                again: format.number(f2.numerator),
                rate: share(f2.value),
              })}
            </Text>
          )}
          {ADVICE[level].length > 0 && (
            <InlineStack gap="400">
              {ADVICE[level].map((report) => (
                <Link key={report} url={`/app/reports/${report}`}>
                  {t(`reportRepeat.diagnosis.${report}`)}
                </Link>
              ))}
            </InlineStack>
          )}
        </BlockStack>
      </Banner>
      {due.count > 0 && (
        <Text as="p">
          {t('reportRepeat.diagnosis.due', {
            count: due.count,
            customers: format.number(due.count),
          })}{' '}
          <Link url={customersUrl({ where: due.where })}>
            {t('reportRepeat.diagnosis.dueLink', {
              count: due.count,
              customers: format.number(due.count),
            })}
          </Link>
        </Text>
      )}
    </SectionCard>
  );
}
