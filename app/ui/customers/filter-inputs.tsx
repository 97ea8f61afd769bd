import {
  BlockStack,
  Button,
  ChoiceList,
  Form,
  FormLayout,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Range } from '../../presenters/customers-filter.ts';
import { useFrameHref } from '../frame-link.tsx';

interface ChoiceProps {
  label: string;
  help?: string | undefined;
  choices: { value: string; label: string }[];
  chosen: readonly string[];
  one?: boolean;
  onChange: (chosen: string[]) => void;
}

/** Any of some choices. */
export function ChoiceInput({ label, help, choices, chosen, one, onChange }: ChoiceProps) {
  return (
    <BlockStack gap="200">
      {help && <Help>{help}</Help>}
      <ChoiceList
        title={label}
        titleHidden
        allowMultiple={!one}
        choices={choices}
        selected={[...chosen]}
        onChange={onChange}
      />
    </BlockStack>
  );
}

interface RangeProps {
  help: string;
  range: Range | undefined;
  days?: boolean;
  onChange: (range: Range | undefined) => void;
}

/** A number or a day, from and to. */
export function RangeInput({ help, range, days = false, onChange }: RangeProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(String(range?.[0] ?? ''));
  const [to, setTo] = useState(String(range?.[1] ?? ''));
  const read = (text: string) => {
    const plain = text.normalize('NFKC').replaceAll(',', '').trim();
    if (days) return plain === '' ? null : plain;
    return plain === '' || Number.isNaN(Number(plain)) ? null : Math.max(0, Number(plain));
  };
  const fields = [
    [t(days ? 'filters.fromDay' : 'filters.from'), from, setFrom],
    [t(days ? 'filters.toDay' : 'filters.to'), to, setTo],
  ] as const;
  return (
    <Form
      onSubmit={() => {
        const asked = [read(from), read(to)] as const;
        onChange(asked[0] === null && asked[1] === null ? undefined : asked);
      }}
    >
      <FormLayout>
        <Help>{help}</Help>
        {fields.map(([label, value, set]) => (
          <TextField
            key={label}
            label={label}
            type={days ? 'date' : 'text'}
            {...(!days && { inputMode: 'decimal' as const })}
            autoComplete="off"
            value={value}
            onChange={set}
          />
        ))}
        <Button submit>{t('filters.apply')}</Button>
      </FormLayout>
    </Form>
  );
}

interface EnteringProps {
  options: { value: string; label: string }[];
  chosen: string;
  days: number;
  onChange: (chosen: string, days: number) => void;
}

const MOST_DAYS = 365;

/** A state that customers will enter, and within how many days. */
export function EnteringInput({ options, chosen, days, onChange }: EnteringProps) {
  const { t } = useTranslation();
  const [state, setState] = useState(chosen);
  const [within, setWithin] = useState(String(days));
  return (
    <Form
      onSubmit={() => {
        const number = Math.round(Number(within.normalize('NFKC')));
        if (number >= 1) onChange(state, Math.min(MOST_DAYS, number));
      }}
    >
      <FormLayout>
        <Help>{t('filters.help.entering')}</Help>
        <Select label={t('filters.state')} options={options} value={state} onChange={setState} />
        <TextField
          label={t('filters.days')}
          inputMode="numeric"
          autoComplete="off"
          value={within}
          onChange={setWithin}
        />
        <Button submit>{t('filters.apply')}</Button>
      </FormLayout>
    </Form>
  );
}

interface ProductProps {
  label: string;
  help: string;
  /** Those that are chosen, with their titles. */
  known: { id: string; title: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

const PAUSE_MS = 300;

/** Products, found by their titles among all of the shop. */
export function ProductInput({ label, help, known, chosen, onChange }: ProductProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { load, data, state } = useFetcher<{ products: { id: string; title: string }[] }>();
  const url = useFrameHref()(`/app/segments/products?q=${encodeURIComponent(text)}`);
  useEffect(() => {
    const timer = setTimeout(() => {
      load(url);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [load, url]);
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  const picked = chosen.map((id) => ({ value: id, label: titles.get(id) ?? id }));
  const found = (data?.products ?? []).filter(({ id }) => !chosen.includes(id));
  const choices = [...picked, ...found.map(({ id, title }) => ({ value: id, label: title }))];
  return (
    <BlockStack gap="200">
      <Help>{help}</Help>
      <TextField
        label={t('filters.productSearch')}
        autoComplete="off"
        loading={state !== 'idle'}
        value={text}
        onChange={setText}
      />
      {choices.length > 0 ? (
        <ChoiceInput label={label} choices={choices} chosen={chosen} onChange={onChange} />
      ) : (
        data && <Help>{t('filters.noProducts')}</Help>
      )}
    </BlockStack>
  );
}

interface CodeProps {
  label: string;
  codes: string;
  onChange: (codes: string[]) => void;
}

/** Codes as somebody types them. */
export function CodeInput({ label, codes, onChange }: CodeProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(codes);
  return (
    <Form
      onSubmit={() => {
        const plain = text
          .normalize('NFKC')
          .toUpperCase()
          .split(/[\s,、]+/);
        onChange(plain.filter((code) => code !== ''));
      }}
    >
      <FormLayout>
        <TextField label={label} autoComplete="off" value={text} onChange={setText} />
        <Button submit>{t('filters.apply')}</Button>
      </FormLayout>
    </Form>
  );
}

function Help({ children }: { children: string }) {
  return (
    <Text as="p" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
