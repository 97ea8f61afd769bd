import { Card, InlineStack, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CardProps } from './stages.ts';

const TODAY = 'today';

/** Chooses the end of a month, or today; it stands in the address. */
export function PeriodPicker({ screen: { months, present, day }, format }: CardProps) {
  const { t } = useTranslation();
  const [, setParameters] = useSearchParams();
  const moment = format.moment(months.builtAt);
  const told = present
    ? t('cpmPage.asOfToday', { day: format.day(day) })
    : t(months.dirty ? 'months.dirty' : 'months.asOf', { moment });
  return (
    <Card>
      <InlineStack gap="300" blockAlign="end">
        <Select
          label={t('months.label')}
          options={[
            { value: TODAY, label: t('cpmPage.today') },
            ...months.all.map((month) => ({ value: month, label: format.month(month) })),
          ]}
          value={present ? TODAY : months.month}
          onChange={(month) => {
            setParameters((parameters) => {
              parameters.set('month', month);
              return parameters;
            });
          }}
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {told}
        </Text>
      </InlineStack>
    </Card>
  );
}
