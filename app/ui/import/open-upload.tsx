import { Button, InlineGrid, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { EventsUpload, OrdersUpload, ShownUpload } from '../../presenters/import-screen.ts';
import { useEventWord } from '../event-words.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useFileReason } from './file-reason.ts';

const PERCENT = 100;

interface Props {
  upload: ShownUpload;
  format: Format;
  sending: boolean;
  onDecide: (deed: { intent: 'accept' | 'cancel'; id: string }) => void;
}

/** What a file would do, before the merchant decides; then how far it is taken over. */
export function OpenUpload({ upload, format, sending, onDecide }: Props) {
  const { t } = useTranslation();
  if (upload.status === 'accepted') return <Running upload={upload} format={format} />;
  const { id, good, errors } = upload;
  return (
    <SectionCard
      title={t('import.preview')}
      help={upload.fileName}
      table={errors.count > 0 && <Errors upload={upload} />}
    >
      {upload.kind === 'events' ? (
        <>
          <Numbers upload={upload} format={format} />
          <Kinds upload={upload} format={format} />
        </>
      ) : (
        <OrderNumbers upload={upload} format={format} />
      )}
      {good === 0 && <Text as="p">{t('import.nothing')}</Text>}
      <InlineStack gap="200">
        <Button
          variant="primary"
          loading={sending}
          disabled={good === 0}
          onClick={() => {
            onDecide({ intent: 'accept', id });
          }}
        >
          {t(upload.kind === 'events' ? 'import.accept' : 'import.acceptOrders', { count: good })}
        </Button>
        <Button
          disabled={sending}
          onClick={() => {
            onDecide({ intent: 'cancel', id });
          }}
        >
          {t('import.cancel')}
        </Button>
      </InlineStack>
    </SectionCard>
  );
}

function Numbers({ upload, format }: { upload: EventsUpload; format: Format }) {
  const { t } = useTranslation();
  const { rows, good, alreadyThere, unknown, errors } = upload;
  const ids = unknown.first.slice(0, 3).join(', ');
  return (
    <InlineGrid columns={{ xs: 2, md: 5 }} gap="400">
      <Figure label={t('import.rows')} help={t('import.rowsHelp')} value={format.number(rows)} />
      <Figure label={t('import.good')} help={t('import.goodHelp')} value={format.number(good)} />
      <Figure
        label={t('import.already')}
        help={t('import.alreadyHelp')}
        value={format.number(alreadyThere)}
      />
      <Figure
        label={t('import.unknown')}
        help={t('import.unknownHelp')}
        value={format.number(unknown.count)}
        note={ids ? t('import.unknownFirst', { ids }) : null}
      />
      <Figure
        label={t('import.errors')}
        help={t('import.errorsHelp')}
        value={format.number(errors.count)}
      />
    </InlineGrid>
  );
}

function OrderNumbers({ upload, format }: { upload: OrdersUpload; format: Format }) {
  const { t } = useTranslation();
  const { rows, from, to, alreadyThere, matched, customers, unmatched, guests, errors } = upload;
  const names = unmatched.first.slice(0, 3).join(', ');
  const range = from === null || to === null ? null : `${format.date(from)} – ${format.date(to)}`;
  return (
    <>
      <InlineGrid columns={{ xs: 2, md: 5 }} gap="400">
        <Figure
          label={t('import.orders')}
          help={t('import.ordersCounted')}
          value={format.number(rows)}
          note={range}
        />
        <Figure
          label={t('import.alreadyTold')}
          help={t('import.alreadyToldHelp')}
          value={format.number(alreadyThere)}
        />
        <Figure
          label={t('import.matched')}
          help={t('import.matchedHelp')}
          value={format.number(matched)}
          note={t('import.matchedCustomers', {
            count: customers,
            customers: format.number(customers),
          })}
        />
        <Figure
          label={t('import.unmatched')}
          help={t('import.unmatchedHelp')}
          value={format.number(unmatched.count + guests)}
          note={names ? t('import.unknownFirst', { ids: names }) : null}
        />
        <Figure
          label={t('import.errors')}
          help={t('import.errorsHelp')}
          value={format.number(errors.count)}
        />
      </InlineGrid>
      {upload.customerErrors !== null && upload.customerErrors > 0 && (
        <Text as="p">
          {t('import.customerErrors', { rows: format.number(upload.customerErrors) })}
        </Text>
      )}
    </>
  );
}

function Kinds({ upload, format }: { upload: EventsUpload; format: Format }) {
  const { t } = useTranslation();
  const word = useEventWord();
  if (upload.kinds.length === 0) return null;
  const parts = upload.kinds.map(({ kind, events }) => `${word(kind)} ${format.number(events)}`);
  return (
    <Text as="p">
      <Text as="span" tone="subdued">
        {t('import.byKind')}
      </Text>{' '}
      {parts.join(' · ')}
    </Text>
  );
}

function Errors({ upload: { errors } }: { upload: ShownUpload }) {
  const { t } = useTranslation();
  const say = useFileReason();
  return (
    <>
      <Table
        name={{ singular: t('import.line'), plural: t('import.errors') }}
        columns={[{ title: t('import.line') }, { title: t('import.reason') }]}
        rows={errors.first.map(({ line, reason }) => ({
          id: String(line),
          cells: [line, reason.split('; ').map(say).join(' / ')],
        }))}
      />
      {errors.first.length < errors.count && (
        <Text as="p">
          {t('import.moreErrors', { shown: errors.first.length, all: errors.count })}
        </Text>
      )}
    </>
  );
}

function Running({ upload, format }: Pick<Props, 'upload' | 'format'>) {
  const { t } = useTranslation();
  const all = upload.kind === 'orders' ? upload.rows : upload.rows - upload.errors.count;
  const numbers = { done: format.number(upload.done), all: format.number(all) };
  return (
    <SectionCard title={t('import.running')} help={upload.fileName}>
      <div role="group" aria-label={t('import.running')}>
        <ProgressBar
          size="small"
          progress={all === 0 ? 0 : Math.min(PERCENT, (upload.done / all) * PERCENT)}
        />
      </div>
      <div role="status">
        <Text as="p">{t('import.progress', numbers)}</Text>
      </div>
    </SectionCard>
  );
}
