import { Badge, Banner, Button, DropZone, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ImportScreen, ShownUpload } from '../../presenters/import-screen.ts';
import { EVENT_KINDS } from '../event-words.ts';
import { useFormat, type Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { PageFrame } from '../page-frame.tsx';
import { saveText } from '../save-file.ts';
import { SectionCard } from '../section-card.tsx';
import { useRefresh } from '../use-refresh.ts';
import { useFileReason } from './file-reason.ts';
import { OpenUpload } from './open-upload.tsx';

const TEMPLATE = [
  'customer_id,kind,at',
  '7100000000001,review,2026-01-31',
  '7100000000001,contract:paused,2026-02-15 10:30',
  '',
].join('\r\n');

interface Props {
  screen: ImportScreen;
  sending: boolean;
  /** Why the last file was not taken. */
  refusal: string | null;
  onFile: (file: File) => void;
  onDecide: (deed: { intent: 'accept' | 'cancel'; id: string }) => void;
}

/** Files that bring what Shopify does not tell. */
export function Import({ screen, sending, refusal, onFile, onDecide }: Props) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const { open, past } = screen;
  useRefresh(open?.status === 'accepted');
  return (
    <PageFrame
      title={t('import.title')}
      subtitle={t('import.subtitle')}
      back={{ content: t('sync.title'), url: '/app/sync' }}
    >
      {open ? (
        <OpenUpload upload={open} format={format} sending={sending} onDecide={onDecide} />
      ) : (
        <ChooseCard sending={sending} refusal={refusal} onFile={onFile} />
      )}
      <PastCard uploads={past} format={format} />
    </PageFrame>
  );
}

function ChooseCard({ sending, refusal, onFile }: Pick<Props, 'sending' | 'refusal' | 'onFile'>) {
  const { t } = useTranslation();
  const say = useFileReason();
  return (
    <SectionCard
      title={t('import.events')}
      help={t('import.eventsHelp')}
      actions={
        <Button
          onClick={() => {
            saveText(TEMPLATE, 'kizuna-events.csv');
          }}
        >
          {t('import.template')}
        </Button>
      }
    >
      <Text as="p" tone="subdued">
        {t('import.kinds', { kinds: EVENT_KINDS.join(', ') })}
      </Text>
      {refusal !== null && (
        <Banner tone="critical" title={t('import.refused')}>
          <p>{say(refusal)}</p>
        </Banner>
      )}
      <DropZone
        label={t('import.choose')}
        labelHidden
        accept=".csv,text/csv"
        type="file"
        allowMultiple={false}
        disabled={sending}
        onDrop={(_, [file]) => {
          if (file) onFile(file);
        }}
      >
        <DropZone.FileUpload
          actionTitle={t('import.dropButton')}
          actionHint={t(sending ? 'import.sending' : 'import.drop')}
        />
      </DropZone>
    </SectionCard>
  );
}

function PastCard({ uploads, format }: { uploads: ShownUpload[]; format: Format }) {
  const { t } = useTranslation();
  const say = useFileReason();
  const resultOf = ({ status, reason, added, alreadyThere, unknown, errors }: ShownUpload) => {
    if (reason !== null) return say(reason);
    if (status !== 'done') return t('board.none');
    return t('import.report', {
      added: format.number(added),
      already: format.number(alreadyThere),
      unknown: format.number(unknown.count),
      errors: format.number(errors.count),
    });
  };
  return (
    <SectionCard
      title={t('import.past')}
      table={
        uploads.length > 0 && (
          <Table
            name={{ singular: t('import.file'), plural: t('import.past') }}
            columns={[
              { title: t('import.at') },
              { title: t('import.file') },
              { title: t('import.state') },
              { title: t('import.result') },
            ]}
            rows={uploads.map((upload) => ({
              id: upload.id,
              cells: [
                format.moment(upload.at),
                upload.fileName,
                <Badge key="state" {...(upload.status === 'failed' && { tone: 'critical' })}>
                  {t(`import.status.${upload.status}`)}
                </Badge>,
                resultOf(upload),
              ],
            }))}
          />
        )
      }
    >
      {uploads.length === 0 && (
        <InlineStack>
          <Text as="p">{t('import.pastEmpty')}</Text>
        </InlineStack>
      )}
    </SectionCard>
  );
}
