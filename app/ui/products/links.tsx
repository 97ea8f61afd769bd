import { useTranslation } from 'react-i18next';
import type { Filtered, ProductsShown } from '../../presenters/products-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';

type Counted = ProductsShown['next'][number]['customers'];

interface Props {
  of: Counted | Filtered;
  /** Who they are, for those who hear the link alone. */
  what: string;
  format: Format;
}

/** A number of customers as the way to them. */
export function Behind({ of, what, format }: Props) {
  const { t } = useTranslation();
  const says = t('reportProducts.show', { what, customers: format.number(of.count) });
  const url = customersUrl('where' in of ? { where: of.where } : of.filter);
  return <CountLink {...{ url, says, format }} count={of.count} />;
}

/** Writes a number in a way, or a dash where there is none. */
export function useWritten(): (value: number | null, how: (value: number) => string) => string {
  const { t } = useTranslation();
  return (value, how) => (value === null ? t('reportProducts.none') : how(value));
}

/** To one digit behind the point. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A title, which may be long, over several lines. */
export function Title({ children, widest = 280 }: { children: string; widest?: number }) {
  return <div style={{ whiteSpace: 'normal', minWidth: 140, maxWidth: widest }}>{children}</div>;
}
