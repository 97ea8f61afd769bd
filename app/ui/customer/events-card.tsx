import { Button, FormLayout, InlineError, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen, ShownEvent } from '../../presenters/customer-screen.ts';
import { Confirm } from '../confirm.tsx';
import { EVENT_KINDS, useEventWord } from '../event-words.ts';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

export type EventDeed =
  { intent: 'add-event'; kind: string; at: string } | { intent: 'remove-event'; id: string };

interface Props {
  screen: CustomerScreen;
  format: Format;
  sending: boolean;
  refusal: string | null;
  onDeed: (deed: EventDeed) => void;
}

/** What the customer did beside buying, each with where it is known from. */
export function EventsCard({ screen, format, sending, refusal, onDeed }: Props) {
  const { t } = useTranslation();
  const [removing, setRemoving] = useState<ShownEvent | null>(null);
  const word = useEventWord();
  return (
    <>
      <SectionCard
        title={t('customer.events.title')}
        help={t('customer.events.help')}
        table={
          screen.events.length > 0 && (
            <EventTable events={screen.events} format={format} onRemove={setRemoving} />
          )
        }
      >
        {screen.events.length === 0 && <Text as="p">{t('customer.events.empty')}</Text>}
        <AddEvent today={screen.today} {...{ sending, refusal, onDeed }} />
      </SectionCard>
      <Confirm
        open={removing !== null}
        title={t('customer.events.removeTitle')}
        texts={
          removing
            ? [
                t('customer.events.removeText', {
                  kind: word(removing.kind),
                  day: format.day(removing.on),
                }),
              ]
            : []
        }
        yes={t('customer.events.remove')}
        no={t('customer.events.cancel')}
        destructive
        onYes={() => {
          if (removing) onDeed({ intent: 'remove-event', id: removing.id });
        }}
        onClose={() => {
          setRemoving(null);
        }}
      />
    </>
  );
}

interface TableProps {
  events: ShownEvent[];
  format: Format;
  onRemove: (event: ShownEvent) => void;
}

function EventTable({ events, format, onRemove }: TableProps) {
  const { t } = useTranslation();
  const word = useEventWord();
  return (
    <Table
      name={{ singular: t('customer.events.kind'), plural: t('customer.events.title') }}
      columns={[
        { title: t('customer.events.on') },
        { title: t('customer.events.kind') },
        { title: t('customer.events.source') },
        { title: t('customer.events.remove'), hidden: true },
      ]}
      rows={events.map((event) => ({
        id: event.id,
        cells: [
          format.day(event.on),
          word(event.kind),
          t(`customer.source.${event.source}`),
          event.removable && (
            <Button
              key="remove"
              size="slim"
              variant="tertiary"
              tone="critical"
              accessibilityLabel={`${t('customer.events.remove')}: ${word(event.kind)} ${format.day(event.on)}`}
              onClick={() => {
                onRemove(event);
              }}
            >
              {t('customer.events.remove')}
            </Button>
          ),
        ],
      }))}
    />
  );
}

type AddProps = Pick<Props, 'sending' | 'refusal' | 'onDeed'> & { today: string };

function AddEvent({ today, sending, refusal, onDeed }: AddProps) {
  const { t } = useTranslation();
  const word = useEventWord();
  const [kind, setKind] = useState<string>(EVENT_KINDS[0] ?? '');
  const [at, setAt] = useState(today);
  return (
    <form
      aria-label={t('customer.events.addTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        onDeed({ intent: 'add-event', kind, at });
      }}
    >
      <FormLayout>
        <FormLayout.Group condensed>
          <Select
            label={t('customer.events.kind')}
            options={EVENT_KINDS.map((each) => ({ value: each, label: word(each) }))}
            value={kind}
            onChange={setKind}
          />
          <TextField
            label={t('customer.events.on')}
            type="date"
            autoComplete="off"
            max={today}
            value={at}
            onChange={setAt}
          />
        </FormLayout.Group>
        <Button submit loading={sending}>
          {t('customer.events.add')}
        </Button>
        {refusal && <InlineError message={refusal} fieldID="event" />}
      </FormLayout>
    </form>
  );
}
