import { InlineStack, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownMonths } from '../presenters/month.ts';
import type { Format } from './format.ts';

interface Props {
  months: ShownMonths;
  format: Format;
}

/** Chooses the month a page shows, any month back to the first order; it stands in the address. */
export function MonthPicker({ months: { all, month, builtAt, dirty }, format }: Props) {
  const { t } = useTranslation();
  const [, setParameters] = useSearchParams();
  const choose = (chosen: string) => {
    setParameters((parameters) => {
      parameters.set('month', chosen);
      return parameters;
    });
  };
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label={t('months.label')}
        options={all.map((each) => ({ value: each, label: format.month(each) }))}
        value={month}
        onChange={choose}
      />
      <Text as="p" variant="bodySm" tone="subdued">
        {t(dirty ? 'months.dirty' : 'months.asOf', { moment: format.moment(builtAt) })}
      </Text>
    </InlineStack>
  );
}
