import {
  BlockStack,
  Box,
  Button,
  Form,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomersFilter, Sort } from '../../presenters/customers-filter.ts';
import type { CustomersScreen, ListCount } from '../../presenters/customers-screen.ts';
import { showToast } from '../app-bridge.ts';
import { useNameSearch } from '../customer-names.tsx';
import { sortText, urlOf } from '../customers-url.ts';
import { EncodingMenu } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import type { Chip } from './filter-words.ts';
import { saveList } from './save-list.ts';

/** Finds customers by name, number, order or e-mail address. */
export function SearchBox({ onFound }: { onFound: (ids: string[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [searching, setSearching] = useState(false);
  const search = useSearch();
  const submit = async () => {
    if (text.trim() === '') return;
    setSearching(true);
    const ids = await search(text);
    setSearching(false);
    if (ids) onFound(ids);
    else showToast(t('filters.search.failed'), true);
  };
  return (
    <Form onSubmit={() => void submit()}>
      <TextField
        type="search"
        label={t('filters.search.label')}
        placeholder={t('filters.search.placeholder')}
        helpText={t('filters.search.help')}
        autoComplete="off"
        maxLength={255}
        value={text}
        onChange={setText}
        connectedRight={
          <Button submit loading={searching}>
            {t('filters.search.button')}
          </Button>
        }
      />
    </Form>
  );
}

const MOST_IDS = 250;

/** Asks the app for numbers and addresses, and Shopify, from the browser, for names. */
function useSearch(): (text: string) => Promise<string[] | null> {
  const url = useFrameHref()('/app/customers/search');
  const byName = useNameSearch();
  return async (text) => {
    const [ours, named] = await Promise.all([
      idsFrom(url, text),
      /[@\d]/.test(text) ? [] : byName(text).catch(() => []),
    ]);
    return ours && [...new Set([...ours, ...named])].slice(0, MOST_IDS);
  };
}

async function idsFrom(url: string, text: string): Promise<string[] | null> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ text });
  const response = await fetch(url, { method: 'POST', headers, body }).catch(() => null);
  return response?.ok ? ((await response.json()) as { ids: string[] }).ids : null;
}

interface Props {
  screen: CustomersScreen;
  chips: readonly Chip[];
  format: Format;
  change: (filter: CustomersFilter) => void;
  onSort: (sort: Sort) => void;
  onSave: () => void;
}

/** How many they are, which view and order is shown, and what can be done with all of them. */
export function ListTools({ screen, chips, format, change, onSort, onSave }: Props) {
  const { t } = useTranslation();
  const { filter, unsayable } = screen;
  const reasons = unsayable.map((reason) => t(`filters.save.reason.${reason}`));
  return (
    <Box padding="300">
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="300">
          <ViewSelect {...{ screen, change }} />
          <SortSelect sort={screen.sort} onSort={onSort} />
        </InlineGrid>
        <InlineStack gap="300" blockAlign="center" align="space-between">
          <Count {...{ filter, format }} />
          <InlineStack gap="200">
            {chips.length > 0 && (
              <Button size="slim" disabled={unsayable.length > 0} onClick={onSave}>
                {t('filters.save.button')}
              </Button>
            )}
            <FileButton {...{ screen, format }} />
          </InlineStack>
        </InlineStack>
        {chips.length > 0 && reasons.length > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t('filters.save.not', { reasons: reasons.join(t('filters.or')) })}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}

function ViewSelect({ screen, change }: Pick<Props, 'screen' | 'change'>) {
  const { t } = useTranslation();
  const { filter, choices } = screen;
  return (
    <Select
      label={t('filters.view.label')}
      options={[
        { value: '', label: t('filters.view.all') },
        ...choices.segments.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={filter.segment === undefined ? '' : String(filter.segment)}
      onChange={(chosen) => {
        change(chosen === '' ? {} : { segment: Number(chosen) });
      }}
    />
  );
}

const SORTS: Sort[] = (['last', 'first', 'orders', 'amount'] as const).flatMap((by) => [
  { by, ascending: false },
  { by, ascending: true },
]);

function SortSelect({ sort, onSort }: { sort: Sort; onSort: Props['onSort'] }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('filters.sort.label')}
      options={SORTS.map((each) => {
        const way = each.ascending ? 'asc' : 'desc';
        return { value: sortText(each), label: t(`filters.sort.${each.by}-${way}`) };
      })}
      value={sortText(sort)}
      onChange={(chosen) => {
        const found = SORTS.find((each) => sortText(each) === chosen);
        if (found) onSort(found);
      }}
    />
  );
}

/** Counted beside the page: the list does not wait for it. */
function Count({ filter, format }: Pick<Props, 'format'> & { filter: CustomersFilter }) {
  const { t } = useTranslation();
  const count = useCount(filter);
  const words = useCountWords(format);
  return (
    <div role="status">
      <Text as="p" variant="headingSm">
        {count === null ? t('filters.counting') : words(count)}
      </Text>
    </div>
  );
}

/** How many there are, in words. */
export function useCountWords(format: Format): (count: ListCount) => string {
  const { t } = useTranslation();
  return ({ customers, more }) =>
    t(more ? 'filters.countMore' : 'filters.count', {
      count: customers,
      customers: format.number(customers),
    });
}

/** How many customers a list has; null while that is not known. */
export function useCount(filter: CustomersFilter): ListCount | null {
  const url = useFrameHref()(urlOf('/app/customers/count', filter));
  const [known, setKnown] = useState<{ url: string; count: ListCount | null } | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    fetch(url, { signal: asking.signal, headers: { accept: 'application/json' } })
      .then(async (response) => {
        const count = response.ok ? ((await response.json()) as ListCount | null) : null;
        setKnown({ url, count });
      })
      .catch(() => undefined);
    return () => {
      asking.abort();
    };
  }, [url]);
  return known?.url === url ? known.count : null;
}

function FileButton({ screen, format }: Pick<Props, 'screen' | 'format'>) {
  const { t } = useTranslation();
  const href = useFrameHref();
  const [rows, setRows] = useState<number | null>(null);
  const name = t('filters.file.name');
  const save = async (encoding: string) => {
    const url = urlOf('/app/customers/file', screen.filter, screen.sort);
    const asked = `${url}${url.includes('?') ? '&' : '?'}encoding=${encoding}`;
    setRows(0);
    const saved = await saveList(href(asked), `${name}.csv`, setRows);
    setRows(null);
    if (saved !== null) showToast(t('filters.file.done', { rows: format.number(saved) }));
    return saved !== null;
  };
  return (
    <InlineStack gap="200" blockAlign="center">
      <div role="status">
        {rows !== null && (
          <Text as="span" variant="bodySm" tone="subdued">
            {t('filters.file.busy', { rows: format.number(rows) })}
          </Text>
        )}
      </div>
      {rows === null && <EncodingMenu about={name} onChoose={save} />}
    </InlineStack>
  );
}
