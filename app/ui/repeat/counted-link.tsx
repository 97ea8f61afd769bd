import { useTranslation } from 'react-i18next';
import type { RepeatShown } from '../../presenters/repeat-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';

interface Props {
  counted: RepeatShown['diagnosis']['due'];
  /** Who they are, for those who hear the link alone. */
  what: string;
  format: Format;
  /** Stands alone, not in a column of numbers: says that these are people. */
  people?: boolean;
}

/** A number of customers as the way to them. */
export function CountedLink({ counted: { count, where }, what, format, people = false }: Props) {
  const { t } = useTranslation();
  const says = t('reportRepeat.show', { what, customers: format.number(count) });
  return <CountLink url={customersUrl({ where })} {...{ says, count, format, people }} />;
}

/** A share, or a dash where there is none. */
export function useShare(format: Format): (value: number | null | undefined) => string {
  const { t } = useTranslation();
  return (value) => (value == null ? t('reportRepeat.none') : format.percent(value));
}
