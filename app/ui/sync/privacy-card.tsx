import { Badge, Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Request, SyncScreen } from '../../presenters/sync-screen.ts';
import { showToast } from '../app-bridge.ts';
import { CustomerLink } from '../customer-link.tsx';
import { saveFile } from '../save-file.ts';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  screen: Pick<SyncScreen, 'requests' | 'erased' | 'now'>;
  format: Format;
  onDownloaded: () => void;
}

/** Customers who asked what is kept of them, and how many were erased. */
export function PrivacyCard({ screen, format, onDownloaded }: Props) {
  const { t } = useTranslation();
  const download = useDownload(onDownloaded);
  const { requests, erased, now } = screen;
  const counts = {
    customers: format.number(erased.customers),
    orders: format.number(erased.orders),
  };
  return (
    <SectionCard
      title={t('sync.privacy.title')}
      help={t('sync.privacy.help')}
      table={
        requests.length > 0 && (
          <Table
            name={{ singular: t('sync.privacy.customer'), plural: t('sync.privacy.title') }}
            columns={[
              { title: t('sync.privacy.customer') },
              { title: t('sync.privacy.at') },
              { title: t('sync.privacy.due') },
              { title: t('sync.privacy.state') },
              { title: t('sync.privacy.download'), hidden: true },
            ]}
            rows={requests.map((request) => ({
              id: request.id,
              cells: [
                <CustomerLink key="customer" id={request.customerId} />,
                format.moment(request.at),
                format.moment(request.dueAt),
                <State key="state" request={request} now={now} format={format} />,
                <Button key="download" size="slim" onClick={() => void download(request)}>
                  {t('sync.privacy.download')}
                </Button>,
              ],
            }))}
          />
        )
      }
    >
      {requests.length === 0 && <Text as="p">{t('sync.privacy.empty')}</Text>}
      <Text as="p">
        {erased.customers + erased.orders === 0
          ? t('sync.privacy.erasedNone')
          : t('sync.privacy.erased', counts)}
      </Text>
    </SectionCard>
  );
}

function State({ request, now, format }: { request: Request; now: number; format: Format }) {
  const { t } = useTranslation();
  if (request.handedOutAt !== null) {
    return t('sync.privacy.handedOut', { at: format.moment(request.handedOutAt) });
  }
  return request.dueAt < now ? (
    <Badge tone="critical">{t('sync.privacy.overdue')}</Badge>
  ) : (
    <Badge tone="attention">{t('sync.privacy.open')}</Badge>
  );
}

function useDownload(onDownloaded: () => void) {
  const { t } = useTranslation();
  const href = useFrameHref();
  return async ({ id, customerId }: Request) => {
    const saved = await saveFile(
      href(`/app/sync/data-requests/${id}`),
      `customer-${customerId}.json`,
    );
    showToast(t(saved ? 'sync.privacy.downloaded' : 'sync.privacy.failed'), !saved);
    if (saved) onDownloaded();
  };
}
