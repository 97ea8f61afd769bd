import {
  Banner,
  BlockStack,
  Button,
  ChoiceList,
  DropZone,
  InlineStack,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownUpload } from '../../presenters/import-screen.ts';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import { saveText } from '../save-file.ts';
import { SectionCard } from '../section-card.tsx';
import { useFileReason } from './file-reason.ts';

type Kind = ShownUpload['kind'];

/** Files as a merchant hands them in. */
export interface Files {
  kind: Kind;
  file: File;
  /** Says whose orders those of the file are. */
  customers: File | null;
}

const TEMPLATE = [
  'customer_id,kind,at',
  '7100000000001,review,2026-01-31',
  '7100000000001,contract:paused,2026-02-15 10:30',
  '',
].join('\r\n');

interface Props {
  sending: boolean;
  /** Why the last files were not taken. */
  refusal: string | null;
  onFiles: (files: Files) => void;
}

/** Where files are chosen: first what they are about. */
export function ChooseCard({ sending, refusal, onFiles }: Props) {
  const { t } = useTranslation();
  const say = useFileReason();
  const [kind, setKind] = useState<Kind>('events');
  return (
    <SectionCard title={t('import.choose')}>
      <BlockStack gap="400">
        <ChoiceList
          title={t('import.what')}
          choices={[
            { value: 'events', label: t('import.kind.events'), helpText: t('import.eventsHelp') },
            { value: 'orders', label: t('import.kind.orders'), helpText: t('import.ordersHelp') },
          ]}
          selected={[kind]}
          onChange={([chosen]) => {
            setKind(chosen === 'orders' ? 'orders' : 'events');
          }}
        />
        {refusal !== null && (
          <Banner tone="critical" title={t('import.refused')}>
            <p>{say(refusal)}</p>
          </Banner>
        )}
        {kind === 'events' ? (
          <Events sending={sending} onFiles={onFiles} />
        ) : (
          <Orders sending={sending} onFiles={onFiles} />
        )}
      </BlockStack>
    </SectionCard>
  );
}

type ZoneProps = Pick<Props, 'sending' | 'onFiles'>;

function Events({ sending, onFiles }: ZoneProps) {
  const { t } = useTranslation();
  const eventWord = useEventWord();
  return (
    <>
      <Text as="p" tone="subdued">
        {t('import.kinds', {
          kinds: EVENT_KINDS.map((kind) =>
            t('import.kindMeaning', { kind, meaning: eventWord(kind) }),
          ).join(', '),
        })}
      </Text>
      <Zone
        label={t('import.kind.events')}
        chosen={null}
        sending={sending}
        onFile={(file) => {
          onFiles({ kind: 'events', file, customers: null });
        }}
      />
      <InlineStack>
        <Button
          onClick={() => {
            saveText(TEMPLATE, 'kizuna-events.csv');
          }}
        >
          {t('import.template')}
        </Button>
      </InlineStack>
    </>
  );
}

function Orders({ sending, onFiles }: ZoneProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [customers, setCustomers] = useState<File | null>(null);
  return (
    <>
      <Zone label={t('import.ordersFile')} chosen={file} sending={sending} onFile={setFile} />
      <Zone
        label={t('import.customersFile')}
        chosen={customers}
        sending={sending}
        onFile={setCustomers}
      />
      <InlineStack>
        <Button
          variant="primary"
          disabled={file === null}
          loading={sending}
          onClick={() => {
            if (file) onFiles({ kind: 'orders', file, customers });
          }}
        >
          {t('import.check')}
        </Button>
      </InlineStack>
    </>
  );
}

interface OneZone {
  label: string;
  chosen: File | null;
  sending: boolean;
  onFile: (file: File) => void;
}

function Zone({ label, chosen, sending, onFile }: OneZone) {
  const { t } = useTranslation();
  const hint = t(sending ? 'import.sending' : 'import.drop');
  return (
    <DropZone
      label={label}
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
        actionHint={chosen ? chosen.name : hint}
      />
    </DropZone>
  );
}
