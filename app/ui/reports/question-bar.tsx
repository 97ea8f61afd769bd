import { Button, InlineStack, Select, TextField } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../format.ts';

const LAST_DAYS = [30, 90, 180, 365, 730];
const OWN = 'own';

interface PeriodProps {
  /** As addresses say it: `365d`, `2026-10`, `2026-01-01..2026-03-31`, `all`. */
  period: string;
  /** ISO day; the newest that can be chosen. */
  today: string;
  format: Format;
}

/** Chooses the period of a report; it stands in the address as `period`. */
export function PeriodChoice({ period, today, format }: PeriodProps) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const [own, setOwn] = useState(false);
  const days = (period.includes('..') ? period : `${today}..${today}`).split('..');
  const [from, setFrom] = useState(days[0] ?? today);
  const [to, setTo] = useState(days[1] ?? today);
  const known = [...LAST_DAYS.map((each) => `${each}d`), 'all'];
  const say = usePeriodWords(format);
  const options = [...new Set([...known, period])].map((value) => ({ value, label: say(value) }));
  return (
    <InlineStack gap="300" blockAlign="end">
      <Select
        label={t('reports.period.label')}
        options={[...options, { value: OWN, label: t('reports.period.own') }]}
        value={own ? OWN : period}
        onChange={(value) => {
          setOwn(value === OWN);
          if (value !== OWN) set('period', value);
        }}
      />
      {own && (
        <>
          <TextField
            label={t('reports.period.from')}
            type="date"
            value={from}
            max={to}
            onChange={setFrom}
            autoComplete="off"
          />
          <TextField
            label={t('reports.period.to')}
            type="date"
            value={to}
            onChange={setTo}
            autoComplete="off"
            {...(from > to && { error: t('reports.period.wrong') })}
          />
          <Button
            disabled={from === '' || to === '' || from > to}
            onClick={() => {
              setOwn(false);
              set('period', `${from}..${to}`);
            }}
          >
            {t('reports.period.show')}
          </Button>
        </>
      )}
    </InlineStack>
  );
}

/** A period in words. */
export function usePeriodWords(format: Format): (period: string) => string {
  const { t } = useTranslation();
  return (period) => {
    if (period === 'all') return t('reports.period.all');
    if (period.endsWith('d'))
      return t('reports.period.last', { days: format.number(parseInt(period, 10)) });
    const [from = '', to] = period.split('..');
    return to === undefined
      ? format.month(from)
      : t('reports.period.between', { from: format.day(from), to: format.day(to) });
  };
}

interface ChannelProps {
  /** Null: the whole shop. */
  channel: string | null;
  channels: readonly { id: string; name: string }[];
}

/** Chooses the sales channel of a report; it stands in the address as `channel`. */
export function ChannelChoice({ channel, channels }: ChannelProps) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  return (
    <Select
      label={t('reports.channel.label')}
      options={[
        { value: '', label: t('reports.channel.all') },
        ...channels.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={channel ?? ''}
      onChange={(value) => {
        set('channel', value);
      }}
    />
  );
}

/** Puts what is asked into the address; nothing takes it out. */
export function useSetQuestion(): (name: string, value: string) => void {
  const [, setParameters] = useSearchParams();
  return (name, value) => {
    setParameters(
      (parameters) => {
        if (value === '') parameters.delete(name);
        else parameters.set(name, value);
        return parameters;
      },
      { preventScrollReset: true },
    );
  };
}
