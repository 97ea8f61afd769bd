import { InlineStack, Select, TextField } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuilderRow } from '../../presenters/segments-builder.ts';

const NARROW = { width: '9rem' };
const DATE_WIDTH = { width: '11rem' };

interface TextProps {
  label: string;
  value: string;
  suffix?: string;
  day?: boolean;
  problem: string | null;
  onChange: (value: string) => void;
}

/** A number or a day, no wider than it has to be. */
export function ShortText({ label, value, suffix, day = false, problem, onChange }: TextProps) {
  return (
    <div style={day ? DATE_WIDTH : NARROW}>
      <TextField
        label={label}
        labelHidden
        autoComplete="off"
        value={value}
        onChange={onChange}
        {...(day ? { type: 'date' as const } : { inputMode: 'decimal' as const })}
        {...(suffix !== undefined && { suffix })}
        {...(problem !== null && { error: problem })}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  values: readonly Value[];
  words: (value: Value) => string;
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, values, words, value, onChange } = props;
  return (
    <Select
      label={label}
      labelHidden
      options={values.map((each) => ({ value: each, label: words(each) }))}
      value={value}
      onChange={(chosen) => {
        onChange(chosen as Value);
      }}
    />
  );
}

/** What every input of a row is given. */
export interface RowProps {
  row: BuilderRow;
  problemAt: (...paths: string[]) => string | null;
  change: (part: Partial<BuilderRow>) => void;
}

const IS = ['>=', '<=', '=', '>', '<', 'inclusive', 'exclusive'] as const;

/** A number against a number or a range; the words go around it as the language has it. */
export function CompareInput({ row, problemAt, change, unit }: RowProps & { unit: string }) {
  const { t, i18n } = useTranslation();
  const { compare } = row;
  const set = (part: Partial<BuilderRow['compare']>) => {
    change({ compare: { ...compare, ...part } });
  };
  const range = compare.is === 'inclusive' || compare.is === 'exclusive';
  const number = (name: 'value' | 'max', label: string, ...paths: string[]) => (
    <ShortText
      key={name}
      label={label}
      suffix={unit}
      value={compare[name]}
      problem={problemAt(...paths)}
      onChange={(text) => {
        set({ [name]: text });
      }}
    />
  );
  const numbers = [
    number('value', t(range ? 'builder.from' : 'builder.value'), 'compare.value', 'compare.min'),
    ...(range ? [number('max', t('builder.to'), 'compare.max')] : []),
  ];
  const words = (
    <Choice
      key="is"
      label={t('builder.compare')}
      values={IS}
      words={(is) => t(`builder.is.${is}`)}
      value={compare.is}
      onChange={(is) => {
        set({ is });
      }}
    />
  );
  const parts: ReactNode[] = i18n.language === 'ja' ? [...numbers, words] : [words, ...numbers];
  return (
    <InlineStack gap="200" wrap>
      {parts}
    </InlineStack>
  );
}

const PERIODS = ['ever', 'last-days', 'between', 'first-order'] as const;

/** When it happened; only what is bought can be asked of the day of the first order. */
export function PeriodInput({ row, problemAt, change }: RowProps) {
  const { t } = useTranslation();
  const { period, field } = row;
  const set = (part: Partial<BuilderRow['period']>) => {
    change({ period: { ...period, ...part } });
  };
  const day = (name: 'from' | 'to', label: string) => (
    <ShortText
      label={label}
      day
      value={period[name]}
      problem={problemAt(`period.${name}`)}
      onChange={(text) => {
        set({ [name]: text });
      }}
    />
  );
  return (
    <InlineStack gap="200" wrap>
      <Choice
        label={t('builder.period')}
        values={field === 'bought' ? PERIODS : PERIODS.filter((kind) => kind !== 'first-order')}
        words={(kind) => t(`builder.periods.${kind}`)}
        value={period.kind}
        onChange={(kind) => {
          set({ kind });
        }}
      />
      {period.kind === 'last-days' && (
        <ShortText
          label={t('builder.periodDays')}
          suffix={t('settings.unit.days')}
          value={period.days}
          problem={problemAt('period.days')}
          onChange={(days) => {
            set({ days });
          }}
        />
      )}
      {period.kind === 'between' && day('from', t('builder.from'))}
      {period.kind === 'between' && day('to', t('builder.to'))}
    </InlineStack>
  );
}

const DATES = ['within-last-days', 'more-than-days-ago', 'before', 'on', 'after'] as const;

/** The day of an order; the words go around it as the language has it. */
export function DateInput({ row: { date }, problemAt, change }: RowProps) {
  const { t, i18n } = useTranslation();
  const set = (part: Partial<BuilderRow['date']>) => {
    change({ date: { ...date, ...part } });
  };
  const counted = date.is === 'within-last-days' || date.is === 'more-than-days-ago';
  const value = counted ? (
    <ShortText
      key="value"
      label={t('builder.days')}
      suffix={t('settings.unit.days')}
      value={date.days}
      problem={problemAt('compare.days')}
      onChange={(days) => {
        set({ days });
      }}
    />
  ) : (
    <ShortText
      key="value"
      label={t('builder.day')}
      day
      value={date.day}
      problem={problemAt('compare.day')}
      onChange={(day) => {
        set({ day });
      }}
    />
  );
  const words = (
    <Choice
      key="is"
      label={t('builder.when')}
      values={DATES}
      words={(is) => t(`builder.dates.${is}`)}
      value={date.is}
      onChange={(is) => {
        set({ is });
      }}
    />
  );
  return (
    <InlineStack gap="200" wrap>
      {i18n.language === 'ja' ? [value, words] : [words, value]}
    </InlineStack>
  );
}

const WHENS = ['now', 'ever', 'for-at-least', 'entering-within'] as const;

/** Since when or from when on a customer stands somewhere; classes have only now and ever. */
export function WhenInput({ row, problemAt, change, relative }: RowProps & { relative: boolean }) {
  const { t } = useTranslation();
  const { when } = row;
  const set = (part: Partial<BuilderRow['when']>) => {
    change({ when: { ...when, ...part } });
  };
  return (
    <InlineStack gap="200" wrap>
      <Choice
        label={t('builder.when')}
        values={relative ? WHENS.slice(0, 2) : WHENS}
        words={(is) => t(`builder.whens.${is}`)}
        value={when.is}
        onChange={(is) => {
          set({ is });
        }}
      />
      {(when.is === 'for-at-least' || when.is === 'entering-within') && (
        <ShortText
          label={t('builder.days')}
          suffix={t('settings.unit.days')}
          value={when.days}
          problem={problemAt('when.days')}
          onChange={(days) => {
            set({ days });
          }}
        />
      )}
    </InlineStack>
  );
}
