import { InlineGrid, SkeletonBodyText, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';

/** What other rules would change; the amount in the currency's main unit. */
export interface Consequences {
  orders: number;
  customers: number;
  amount: number;
  leftOut: number;
}

interface Props {
  /** Null while it is worked out. */
  consequences: Consequences | null;
  format: Format;
}

/** What saving will do to the numbers. */
export function PreviewCard({ consequences, format }: Props) {
  const { t } = useTranslation();
  if (!consequences) {
    return (
      <SectionCard title={t('counting.preview')} help={t('counting.previewing')}>
        <SkeletonBodyText lines={2} />
      </SectionCard>
    );
  }
  const { orders, customers, amount, leftOut } = consequences;
  const sign = amount > 0 ? '+' : '';
  return (
    <SectionCard title={t('counting.preview')}>
      <div role="status">
        {orders === 0 && <Text as="p">{t('counting.previewNone')}</Text>}
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
          <Figure
            label={t('counting.orders')}
            help={t('counting.ordersHelp')}
            value={format.number(orders)}
          />
          <Figure
            label={t('counting.customers')}
            help={t('counting.customersHelp')}
            value={format.number(customers)}
          />
          <Figure
            label={t('counting.amount')}
            help={t('counting.amountHelp')}
            value={`${sign}${format.money(amount)}`}
          />
          <Figure
            label={t('counting.leftOut')}
            help={t('counting.leftOutHelp')}
            value={format.number(leftOut)}
          />
        </InlineGrid>
      </div>
    </SectionCard>
  );
}
