import { InlineGrid, Text } from '@shopify/polaris';
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
  /** Null while nothing is changed, or it is being worked out. */
  consequences: Consequences | null;
  changed: boolean;
  format: Format;
}

const FIGURES = ['orders', 'customers', 'amount', 'leftOut'] as const;

/** What saving will do to the numbers; of one height, so that nothing jumps under the pointer. */
export function PreviewCard({ consequences, changed, format }: Props) {
  const { t } = useTranslation();
  const values = changed && consequences ? valuesOf(consequences, format) : null;
  const state = !changed ? 'previewEmpty' : values ? 'previewDone' : 'previewing';
  return (
    <SectionCard title={t('counting.preview')}>
      <div role="status">
        <Text as="p" tone="subdued">
          {t(`counting.${state}`)}
        </Text>
      </div>
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        {FIGURES.map((figure) => (
          <Figure
            key={figure}
            label={t(`counting.${figure}`)}
            help={t(`counting.${figure}Help`)}
            value={values?.[figure] ?? t('board.none')}
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}

function valuesOf({ orders, customers, amount, leftOut }: Consequences, format: Format) {
  return {
    orders: format.number(orders),
    customers: format.number(customers),
    amount: `${amount > 0 ? '+' : ''}${format.money(amount)}`,
    leftOut: format.number(leftOut),
  };
}
