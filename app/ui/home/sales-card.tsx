import { Banner, BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ActivityTrend } from '../../presenters/activity.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { shortIn } from '../charts/short.ts';
import type { Format } from '../format.ts';

interface Props {
  trend: ActivityTrend;
  format: Format;
  currency: string;
}

/** Sales beside the number of customers, who come and go before sales show it. */
export function SalesCard({ trend, format, currency }: Props) {
  const { t } = useTranslation();
  const { months, sales, active, hidden } = trend;
  const header = [
    t('homePage.trend.month'),
    t('homePage.trend.sales'),
    t('homePage.trend.active'),
  ] as const;
  const rows = months.map((month, index) => ({
    id: month,
    cells: [
      format.month(month),
      format.money(sales[index] ?? 0),
      format.number(active[index] ?? 0),
    ],
  }));
  return (
    <ChartCard
      title={t('homePage.trend.title')}
      help={t('homePage.trend.help')}
      table={<PlainTable header={[...header]} rows={rows} />}
      sheet={{
        name: `sales-and-customers-${months.at(-1) ?? ''}`,
        header: [...header],
        rows: months.map((month, index) => [month, sales[index] ?? 0, active[index] ?? 0]),
      }}
    >
      <BlockStack gap="300">
        {hidden && <HiddenLoss hidden={hidden} format={format} />}
        <Picture {...{ trend, format, currency }} />
        <Text as="p" variant="bodySm" tone="subdued">
          {t(trend.dirty ? 'months.dirty' : 'months.asOf', {
            moment: format.moment(trend.builtAt),
          })}
        </Text>
      </BlockStack>
    </ChartCard>
  );
}

function HiddenLoss({
  hidden: { months, customers, rise },
  format,
}: Pick<Props, 'format'> & { hidden: NonNullable<ActivityTrend['hidden']> }) {
  const { t } = useTranslation();
  return (
    <Banner tone="warning" title={t('homePage.trend.hiddenTitle')}>
      <Text as="p">
        {t('homePage.trend.hidden', {
          months,
          customers: format.number(customers),
          rise: format.percent(rise),
        })}
      </Text>
    </Banner>
  );
}

function Picture({ trend: { months, sales, active }, format, currency }: Props) {
  const { t, i18n } = useTranslation();
  const short = shortIn(i18n.language, currency);
  return (
    <Columns
      name={t('homePage.trend.chart', {
        sales: format.money(sales.at(-1) ?? 0),
        active: format.number(active.at(-1) ?? 0),
      })}
      steps={months.map(format.month)}
      stacks={[
        {
          key: 'sales',
          label: t('homePage.trend.sales'),
          color: '--p-color-bg-fill-info',
          values: sales,
        },
      ]}
      format={short.money}
      line={{
        label: t('homePage.trend.active'),
        color: '--p-color-bg-fill-emphasis',
        values: active,
        format: short.number,
      }}
    />
  );
}
