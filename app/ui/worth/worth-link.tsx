import { useTranslation } from 'react-i18next';
import type { CustomersFilter } from '../../presenters/customers-filter.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';

interface Props {
  /** Null: no list can say who they are. */
  filter: CustomersFilter | null | undefined;
  /** Who they are. */
  what: string;
  count: number;
  format: Format;
}

/** How many customers, as the way to them where there is one. */
export function WorthLink({ filter, what, count, format }: Props) {
  const { t } = useTranslation();
  if (!filter) return format.number(count);
  const says = t('reportWorth.show', { what, customers: format.number(count) });
  return <CountLink url={customersUrl(filter)} {...{ says, count, format }} />;
}
