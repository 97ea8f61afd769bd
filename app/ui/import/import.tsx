import { Badge, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ImportScreen, ShownUpload } from '../../presenters/import-screen.ts';
import { useFormat, type Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { useRefresh } from '../use-refresh.ts';
import { ChooseCard, type Files } from './choose-card.tsx';
import { useFileReason } from './file-reason.ts';
import { OpenUpload } from './open-upload.tsx';

interface Props {
  screen: ImportScreen;
  sending: boolean;
  /** Why the last file was not taken. */
  refusal: string | null;
  onFiles: (files: Files) => void;
  onDecide: (deed: { intent: 'accept' | 'cancel'; id: string }) => void;
}

/** Files that bring what Shopify does not tell. */
export function Import({ screen, sending, refusal, onFiles, onDecide }: Props) {
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
        <ChooseCard sending={sending} refusal={refusal} onFiles={onFiles} />
      )}
      <PastCard uploads={past} format={format} />
    </PageFrame>
  );
}

function PastCard({ uploads, format }: { uploads: ShownUpload[]; format: Format }) {
  const { t } = useTranslation();
  const say = useFileReason();
  const resultOf = (upload: ShownUpload) => {
    const { status, reason, added, alreadyThere, errors } = upload;
    if (reason !== null) return say(reason);
    if (status !== 'done') return t('board.none');
    const unknown = upload.kind === 'events' ? upload.unknown : upload.unmatched;
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
              { title: t('import.what') },
              { title: t('import.file') },
              { title: t('import.state') },
              { title: t('import.result') },
            ]}
            rows={uploads.map((upload) => ({
              id: upload.id,
              cells: [
                format.moment(upload.at),
                t(`import.kind.${upload.kind}`),
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
      {uploads.length === 0 && <Text as="p">{t('import.pastEmpty')}</Text>}
    </SectionCard>
  );
}
