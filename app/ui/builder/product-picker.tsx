import { BlockStack, Combobox, InlineStack, Listbox, Tag } from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductName } from '../../presenters/segments-screen.ts';
import { useFrameHref } from '../frame-link.tsx';

const PAUSE_MS = 250;

interface Props {
  label: string;
  labelHidden?: boolean;
  /** What the products are called that are known already. */
  known: readonly ProductName[];
  chosen: readonly string[];
  problem: string | null;
  onChange: (chosen: string[], found: readonly ProductName[]) => void;
}

/** Products, found by their titles among all of the shop. */
export function ProductPicker({ label, labelHidden, known, chosen, problem, onChange }: Props) {
  const { t } = useTranslation();
  const { text, setText, found, searching } = useSearch();
  const titles = new Map([...known, ...found].map(({ id, title }) => [id, title]));
  const titleOf = (id: string) => titles.get(id) ?? id;
  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
    onChange(next, found);
  };
  return (
    <BlockStack gap="200">
      <Combobox
        allowMultiple
        activator={
          <Combobox.TextField
            label={label}
            labelHidden={labelHidden ?? false}
            placeholder={t('builder.searchProducts')}
            autoComplete="off"
            value={text}
            onChange={setText}
            {...(problem !== null && { error: problem })}
          />
        }
      >
        <Found {...{ found, chosen, searching }} onSelect={toggle} />
      </Combobox>
      {chosen.length > 0 && (
        <InlineStack gap="100">
          {chosen.map((id) => (
            <Tag
              key={id}
              accessibilityLabel={t('segments.removeProduct', { title: titleOf(id) })}
              onRemove={() => {
                toggle(id);
              }}
            >
              {titleOf(id)}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  );
}

interface FoundProps {
  found: readonly ProductName[];
  chosen: readonly string[];
  searching: boolean;
  onSelect: (id: string) => void;
}

function Found({ found, chosen, searching, onSelect }: FoundProps) {
  const { t } = useTranslation();
  return (
    <Listbox onSelect={onSelect}>
      {found.map(({ id, title }) => (
        <Listbox.Option
          key={id}
          value={id}
          selected={chosen.includes(id)}
          accessibilityLabel={title}
        >
          <Listbox.TextOption selected={chosen.includes(id)}>{title}</Listbox.TextOption>
        </Listbox.Option>
      ))}
      {searching && <Listbox.Loading accessibilityLabel={t('builder.searchProducts')} />}
      {!searching && found.length === 0 && (
        <Listbox.Option value="" disabled>
          {t('builder.noProduct')}
        </Listbox.Option>
      )}
    </Listbox>
  );
}

/** What is typed, and the products with it in their titles. */
function useSearch() {
  const href = useFrameHref();
  const { load, data, state } = useFetcher<{ products: ProductName[] }>();
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      load(href(`/app/segments/products?q=${encodeURIComponent(text)}`));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, load, href]);
  return { text, setText, found: data?.products ?? [], searching: !data || state !== 'idle' };
}
