import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Format } from './format.ts';

/** As of when numbers were counted that a large shop keeps for some minutes; nothing for those of now. */
export function CountedAt({ at, format }: { at: number | null; format: Format }) {
  const { t } = useTranslation();
  if (at === null) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {t('board.countedAt', { moment: format.moment(at) })}
    </Text>
  );
}
