import { BlockStack, Box, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FallingAsleep } from '../../presenters/falling-asleep.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { Columns } from '../charts/columns.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { CustomerLinks } from '../customer-link.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  asleep: FallingAsleep;
  format: Format;
}

/** Who falls asleep in the next days: how many on each, and the largest customers among them. */
export function AsleepCard({ asleep, format }: Props) {
  const { t } = useTranslation();
  const { days, byDay } = asleep;
  const customers = format.number(asleep.customers);
  if (asleep.customers === 0) {
    return (
      <SectionCard title={t('homePage.asleep.title')}>
        <Text as="p">{t('homePage.asleep.none', { days })}</Text>
      </SectionCard>
    );
  }
  const header = [t('homePage.asleep.day'), t('homePage.asleep.customers')] as const;
  return (
    <>
      <ChartCard
        title={t('homePage.asleep.title')}
        help={t('homePage.asleep.help', { days, customers })}
        table={
          <PlainTable
            header={[...header]}
            rows={byDay.map((on) => ({
              id: on.day,
              cells: [format.day(on.day), format.number(on.customers)],
            }))}
          />
        }
        sheet={{
          name: `falling-asleep-${byDay[0]?.day ?? ''}`,
          header: [...header],
          rows: byDay.map((on) => [on.day, on.customers]),
        }}
      >
        <BlockStack gap="300">
          <Columns
            name={t('homePage.asleep.chart', { customers })}
            steps={byDay.map(({ day }) => format.day(day))}
            stacks={[
              {
                key: 'asleep',
                label: header[1],
                color: '--p-color-bg-fill-warning',
                values: byDay.map((on) => on.customers),
              },
            ]}
            format={format.number}
          />
          <Link url={customersUrl({ last: asleep.lastOrders })}>
            {t('homePage.asleep.show', { customers })}
          </Link>
        </BlockStack>
      </ChartCard>
      <Largest asleep={asleep} format={format} />
    </>
  );
}

function Largest({ asleep, format }: Props) {
  const { t } = useTranslation();
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingMd">
          {t('homePage.asleep.largest')}
        </Text>
      </Box>
      <Table
        name={{ singular: t('homePage.asleep.customer'), plural: t('homePage.asleep.customer') }}
        columns={[
          { title: t('homePage.asleep.customer') },
          { title: t('homePage.asleep.on'), help: t('homePage.asleep.onHelp') },
          { title: t('homePage.asleep.amount'), numeric: true },
          { title: t('homePage.asleep.orders'), numeric: true },
          { title: t('homePage.asleep.last') },
        ]}
        rows={asleep.largest.map(({ id, on, amount, orders, lastOrderOn }) => ({
          id,
          cells: [
            <CustomerLinks key="customer" id={id} />,
            format.day(on),
            format.money(amount),
            format.number(orders),
            format.day(lastOrderOn),
          ],
        }))}
      />
    </Card>
  );
}
