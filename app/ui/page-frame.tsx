import { Banner, BlockStack, Page, Text } from '@shopify/polaris';
import { useLocation, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ground, Notice } from '../presenters/notice.ts';
import { useFormat } from './format.ts';

interface Props {
  title: string;
  subtitle?: string;
  back?: { content: string; url: string };
  primaryAction?: { content: string; onAction: () => void; disabled?: boolean; loading?: boolean };
  /** Whether the page shows nothing yet and says itself why. */
  waits?: boolean;
  children: ReactNode;
}

/** Pages that tell the same themselves, and more. */
const TELL_READING = ['/app', '/app/sync'];

/** A page of the app: its title and its cards, one below the other, and what its numbers stand on. */
export function PageFrame({
  title,
  subtitle,
  back,
  primaryAction,
  waits = false,
  children,
}: Props) {
  const ground = useRouteLoaderData<Ground | undefined>('routes/app');
  return (
    <main>
      <Page
        title={title}
        {...(subtitle && { subtitle })}
        {...(back && { backAction: back })}
        {...(primaryAction && { primaryAction })}
      >
        <BlockStack gap="400">
          {ground?.notice && <NoticeBanner notice={ground.notice} told={waits} />}
          {children}
          {ground && !waits && <Footing ground={ground} />}
        </BlockStack>
      </Page>
    </main>
  );
}

/** One calm sentence about why the numbers may not be quite right. */
function NoticeBanner({ notice, told }: { notice: Notice; told: boolean }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const known = notice.kind === 'reading' || notice.kind === 'failed';
  if (known && (told || TELL_READING.includes(pathname))) return null;
  const details = { content: t('sync.notice.details'), url: '/app/sync' };
  return (
    <Banner
      tone={notice.kind === 'reading' ? 'info' : 'warning'}
      {...(pathname !== '/app/sync' && { action: details })}
    >
      <p>{useSentence(notice)}</p>
    </Banner>
  );
}

function useSentence(notice: Notice): string {
  const { t } = useTranslation();
  switch (notice.kind) {
    case 'failed':
      return t('sync.notice.failed');
    case 'reading':
      return t('sync.notice.reading');
    case 'stale':
      return t('sync.notice.stale', { count: notice.hours });
    case 'late':
      return t('sync.notice.late', { count: notice.minutes });
    case 'lost':
      return t('sync.notice.lost', { count: notice.orders });
  }
}

/** What the numbers of the page stand on. */
function Footing({ ground: { erasedCustomers, window } }: { ground: Ground }) {
  const { t } = useTranslation();
  const format = useFormat({ currency: 'JPY', timezone: window?.timezone ?? 'UTC' });
  const lines = [
    ...(window?.at === null ? [t('sync.history.lineAll')] : []),
    ...(window?.at ? [t('sync.history.line', { day: format.date(window.at) })] : []),
    ...(erasedCustomers > 0 ? [t('sync.notice.erased', { count: erasedCustomers })] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Text as="p" variant="bodySm" tone="subdued" alignment="center">
      {lines.join(' ')}
    </Text>
  );
}
