import { BlockStack, Card, EmptyState, Link, Text } from '@shopify/polaris';
import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Ground } from '../presenters/notice.ts';
import type { Unready } from '../presenters/readiness.ts';
import { useRefresh } from './use-refresh.ts';
import { BoardSkeletons } from './work-card.tsx';

interface Props {
  why: Unready;
  /** What the page will show, for a merchant who sees it for the first time; if its title does not. */
  teaches?: string;
}

/** A page before there is anything on it: what it will show, what it waits for, and what to do. */
export function NotReady({ why, teaches }: Props) {
  const { t } = useTranslation();
  useRefresh(why === 'reading');
  if (why !== 'reading') {
    return (
      <Card>
        <EmptyState heading={t(`notReady.${why}`)} image="">
          <BlockStack gap="200">
            {teaches && <p>{teaches}</p>}
            {why === 'empty' && <p>{t('notReady.emptyHelp')}</p>}
            {why === 'failed' && <Link url="/app/sync">{t('notReady.toSync')}</Link>}
          </BlockStack>
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Card>
        <BlockStack gap="200">
          <Text as="p">
            {t('notReady.reading')} <Link url="/app/sync">{t('notReady.toProgress')}</Link>
          </Text>
          {teaches && (
            <Text as="p" tone="subdued">
              {teaches}
            </Text>
          )}
        </BlockStack>
      </Card>
      <BoardSkeletons />
    </>
  );
}

/** A page that needs the settings, before they are there: the orders are being read, or could not be. */
export function NotReadYet({ teaches }: { teaches: string }) {
  const ground = useRouteLoaderData<Ground | undefined>('routes/app');
  return (
    <NotReady why={ground?.notice?.kind === 'failed' ? 'failed' : 'reading'} teaches={teaches} />
  );
}
