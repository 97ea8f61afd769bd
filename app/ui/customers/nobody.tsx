import { BlockStack, Box, Button, EmptyState, Text } from '@shopify/polaris';
import { useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { CustomersScreen } from '../../presenters/customers-screen.ts';
import { customersUrl } from '../customers-url.ts';
import type { Format } from '../format.ts';
import type { Chip } from './filter-words.ts';
import { useCount, useCountWords } from './list-tools.tsx';

interface Props {
  screen: CustomersScreen;
  chips: readonly Chip[];
  format: Format;
  onGo: (url: string) => void;
}

const MOST_WAYS = 8;

/** Why the list is empty, and which condition to leave out. */
export function Nobody({ screen: { filter, sort }, chips, format, onGo }: Props) {
  const { t } = useTranslation();
  const paged = /[?&](before|after)=/.test(useLocation().search);
  const searched = filter.ids !== undefined;
  return (
    <Box padding="400">
      <EmptyState heading={t(searched ? 'filters.emptySearch' : 'filters.empty')} image="">
        <BlockStack gap="300" inlineAlign="center">
          {searched && <p>{t('filters.emptySearchText')}</p>}
          {chips.length === 0 && !paged && <p>{t('filters.emptyAll')}</p>}
          {paged && (
            <Button
              onClick={() => {
                onGo(customersUrl(filter, sort));
              }}
            >
              {t('filters.firstPage')}
            </Button>
          )}
          {chips.length > 1 && <Text as="p">{t('filters.loosen')}</Text>}
          {chips.length > 1 &&
            chips.slice(0, MOST_WAYS).map((chip) => (
              <Loosen
                key={chip.key}
                {...{ chip, format }}
                onClick={() => {
                  onGo(customersUrl(chip.without, sort));
                }}
              />
            ))}
          {chips.length > 0 && (
            <Button
              onClick={() => {
                onGo(customersUrl({}, sort));
              }}
            >
              {t('filters.clear')}
            </Button>
          )}
        </BlockStack>
      </EmptyState>
    </Box>
  );
}

function Loosen({ chip, format, onClick }: { chip: Chip; format: Format; onClick: () => void }) {
  const { t } = useTranslation();
  const count = useCount(chip.without);
  const words = useCountWords(format);
  return (
    <Button variant="plain" onClick={onClick}>
      {count === null
        ? t('filters.without', { chip: chip.label })
        : t('filters.withoutCount', { chip: chip.label, customers: words(count) })}
    </Button>
  );
}
