import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, FieldGroup } from '../../presenters/settings-screen.ts';
import { Confirm } from '../confirm.tsx';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useChangeWords, type Change } from './change-words.ts';

/** One version of the settings; instants in epoch milliseconds. */
export interface ShownVersion {
  version: number;
  /** Null for the app itself. */
  by: string | null;
  at: number;
  undoes: number | null;
  undoableUntil: number | null;
  changes: Change[];
}

interface Props {
  versions: ShownVersion[];
  /** Who looks at the page. */
  me: string;
  groups: readonly FieldGroup[];
  minorPerUnit: number;
  format: Format;
  undoing: boolean;
  onUndo: (version: number) => void;
}

/** Who changed what and when, and the way back. */
export function HistoryCard({
  versions,
  me,
  groups,
  minorPerUnit,
  format,
  undoing,
  onUndo,
}: Props) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<ShownVersion | null>(null);
  const { all, more, loading } = useMore(versions);
  const fields = groups.flatMap((group) => group.fields);
  return (
    <SectionCard
      title={t('settings.history.title')}
      help={t('settings.history.help')}
      table={
        <VersionTable
          {...{ versions: all, me, fields, minorPerUnit, format, undoing }}
          onAsk={setAsked}
        />
      }
    >
      {more && (
        <InlineStack>
          <Button loading={loading} onClick={more}>
            {t('settings.history.more')}
          </Button>
        </InlineStack>
      )}
      <AskUndo
        {...{ asked, format, onUndo }}
        onClose={() => {
          setAsked(null);
        }}
      />
    </SectionCard>
  );
}

type TableProps = Pick<Props, 'versions' | 'me' | 'minorPerUnit' | 'format' | 'undoing'> & {
  fields: FieldGroup['fields'];
  onAsk: (version: ShownVersion) => void;
};

function VersionTable({ versions, me, fields, minorPerUnit, format, undoing, onAsk }: TableProps) {
  const { t } = useTranslation();
  const who = (by: string | null) => {
    if (by === null) return t('settings.history.app');
    return by === me ? t('settings.history.you') : t('settings.history.user', { id: by });
  };
  return (
    <Table
      name={{ singular: t('settings.history.change'), plural: t('settings.history.change') }}
      columns={[
        { title: t('settings.history.at') },
        { title: t('settings.history.by') },
        { title: t('settings.history.change') },
        { title: t('settings.history.undo'), hidden: true },
      ]}
      rows={versions.map((version) => ({
        id: String(version.version),
        cells: [
          format.moment(version.at),
          who(version.by),
          <Changes key="changes" {...{ version, fields, minorPerUnit, format }} />,
          version.undoableUntil !== null && (
            <Button
              key="undo"
              loading={undoing}
              onClick={() => {
                onAsk(version);
              }}
            >
              {t('settings.history.undo')}
            </Button>
          ),
        ],
      }))}
    />
  );
}

/** Older versions too, as far as they were asked for. */
function useMore(versions: ShownVersion[]) {
  const href = useFrameHref();
  const { load, data, state } = useFetcher<{ versions: ShownVersion[] }>();
  const [older, setOlder] = useState<ShownVersion[]>([]);
  useEffect(() => {
    if (data) setOlder((before) => [...before, ...data.versions]);
  }, [data]);
  const all = [...versions, ...older];
  const last = all.at(-1)?.version ?? 1;
  return {
    all,
    loading: state !== 'idle',
    /** Null when there is no older one. */
    more:
      last > 1
        ? () => {
            load(href(`/app/settings/history?upTo=${last - 1}`));
          }
        : null,
  };
}

interface AskProps {
  asked: ShownVersion | null;
  format: Format;
  onUndo: (version: number) => void;
  onClose: () => void;
}

function AskUndo({ asked, format, onUndo, onClose }: AskProps) {
  const { t } = useTranslation();
  return (
    <Confirm
      open={asked !== null}
      title={t('settings.history.undoTitle')}
      texts={[
        t('settings.history.undoText'),
        t('settings.history.undoUntil', { at: format.moment(asked?.undoableUntil ?? 0) }),
      ]}
      yes={t('settings.history.undo')}
      no={t('settings.cancel')}
      onYes={() => {
        if (asked) onUndo(asked.version);
      }}
      onClose={onClose}
    />
  );
}

interface ChangesProps {
  version: ShownVersion;
  fields: Field[];
  minorPerUnit: number;
  format: Format;
}

function Changes({ version, fields, minorPerUnit, format }: ChangesProps) {
  const { t } = useTranslation();
  const say = useChangeWords(fields, minorPerUnit, format);
  const { changes, undoes } = version;
  const first = changes.length === 0 && undoes === null;
  return (
    <BlockStack gap="050">
      {undoes !== null && <Text as="span">{t('settings.history.undid')}</Text>}
      {first && <Text as="span">{t('settings.history.first')}</Text>}
      {changes.map((change, index) => (
        <div key={index} style={{ whiteSpace: 'normal', minWidth: '16rem' }}>
          <Text as="span" breakWord>
            {say(change)}
          </Text>
        </div>
      ))}
    </BlockStack>
  );
}
