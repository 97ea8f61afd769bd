import { Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

interface Props {
  /** Numbers of months to choose from. */
  lengths: readonly number[];
  length: number;
  onChange: (length: number) => void;
}

/** Chooses how many months are shown. */
export function MonthsLength({ lengths, length, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('cpmPage.trend.length')}
      options={lengths.map((count) => ({
        value: String(count),
        label: t('cpmPage.trend.months', { count }),
      }))}
      value={String(length)}
      onChange={(value) => {
        onChange(Number(value));
      }}
    />
  );
}
