import { useTranslation } from 'react-i18next';

/** What the readers of files say, by what they mean; the part in quotes is kept. */
const REASONS = [
  ['date', /unreadable date:? ?(.*)/],
  ['customer', /customer_id (.*) is no number of a Shopify customer/],
  ['kind', /unknown (?:event )?kind:? ?(.*)/],
  ['column', /lacks the column (\S+)/],
  ['encoding', /neither UTF-8 nor Shift_JIS/],
  ['empty', /is empty: expected a header|has no rows/],
  ['large', /is larger than/],
] as const;

/** Why a file or a row is of no use, in the merchant's language. */
export function useFileReason(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => {
    for (const [meaning, pattern] of REASONS) {
      const match = pattern.exec(reason);
      if (match) return t(`import.why.${meaning}`, { detail: match[1] ?? '' });
    }
    return t('import.why.other', { detail: reason });
  };
}
