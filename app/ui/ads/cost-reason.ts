import { useTranslation } from 'react-i18next';
import { useFileReason } from '../import/file-reason.ts';

/** What the reader of costs says of a row, by what it means. */
const REASONS = [
  ['source', /^source is missing/],
  ['long', /^source (.*) is too long/],
  ['month', /^unreadable month (.*)/],
  ['amount', /^unreadable amount:? ?(.*)/],
  ['again', /of line (\d+) again/],
  ['surplus', /^has \d+ cells/],
] as const;

/** Why a file of costs or a row of it is of no use, in the merchant's language. */
export function useCostReason(): (reason: string) => string {
  const { t } = useTranslation();
  const ofFile = useFileReason();
  const one = (reason: string) => {
    for (const [meaning, pattern] of REASONS) {
      const match = pattern.exec(reason);
      if (match) return t(`reportAds.costs.why.${meaning}`, { detail: match[1] ?? '' });
    }
    return ofFile(reason);
  };
  return (reason) => reason.split('; ').map(one).join(' / ');
}
