import { Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useRefresh } from './use-refresh.ts';
import { BoardSkeletons } from './work-card.tsx';

/** A page of months while they are summed for the first time. @param teaches what it will show. */
export function MonthsBuilding({ teaches }: { teaches?: string }) {
  const { t } = useTranslation();
  useRefresh(true);
  return (
    <>
      <Card>
        <Text as="h2" variant="headingMd">
          {t('months.building')}
        </Text>
        <Text as="p">{t('months.buildingText')}</Text>
        {teaches && (
          <Text as="p" tone="subdued">
            {teaches}
          </Text>
        )}
      </Card>
      <BoardSkeletons />
    </>
  );
}
