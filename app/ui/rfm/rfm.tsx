import { Box, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Unready } from '../../presenters/readiness.ts';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import { useFormat } from '../format.ts';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { AbcCard, DecileCard } from './amounts-cards.tsx';
import { ComparisonCards } from './comparison-card.tsx';
import { CutsCard } from './cuts-card.tsx';
import { GridCard } from './grid-card.tsx';
import { RanksCard, SegmentsCard } from './groups-cards.tsx';
import { ShopifyCard } from './shopify-card.tsx';

/** Customers by recency, orders and amount. */
export function Rfm({ screen }: { screen: RfmScreen | Unready }) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('rfmPage.title')}
      subtitle={t('rfmPage.subtitle')}
      waits={typeof screen === 'string'}
    >
      {typeof screen === 'string' ? (
        <NotReady why={screen} teaches={t('rfmPage.teaches')} />
      ) : (
        <Cards screen={screen} />
      )}
    </PageFrame>
  );
}

function Cards({ screen }: { screen: RfmScreen }) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const shown = { screen, format };
  return (
    <>
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" tone="subdued">
          {t('rfmPage.counted', {
            count: screen.total.customers,
            customers: format.number(screen.total.customers),
            moment: format.moment(screen.countedAt),
          })}
        </Text>
      </Box>
      <GridCard {...shown} />
      <SegmentsCard {...shown} />
      <CutsCard {...shown} />
      <RanksCard {...shown} />
      <ComparisonCards {...shown} />
      <DecileCard {...shown} />
      <AbcCard {...shown} />
      <ShopifyCard {...shown} />
    </>
  );
}
