import { Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Format } from './format.ts';

interface Props {
  /** The customers behind the number. */
  url: string;
  /** What the link opens, for those who hear it alone. */
  says: string;
  count: number;
  format: Format;
  /** Stands alone, not in a column of numbers: says that these are people. */
  people?: boolean;
}

/** How many customers, as the way to them; nobody is no way. */
export function CountLink({ url, says, count, format, people = false }: Props) {
  const { t } = useTranslation();
  const customers = format.number(count);
  const shown = people ? t('board.people', { customers }) : customers;
  if (count === 0) return shown;
  return (
    <Link url={url} accessibilityLabel={says}>
      {shown}
    </Link>
  );
}
