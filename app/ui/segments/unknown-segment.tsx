import { Card } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PageFrame } from '../page-frame.tsx';

/** The page of a segment that there is not. */
export function UnknownSegment() {
  const { t } = useTranslation();
  const back = { content: t('segments.title'), url: '/app/segments' };
  return (
    <PageFrame title={t('segments.unknown')} back={back}>
      <Card>
        <p>{t('segments.unknownText')}</p>
      </Card>
    </PageFrame>
  );
}
