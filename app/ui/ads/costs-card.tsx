import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../app-bridge.ts';
import { ExportButton } from '../export-button.tsx';
import { SaveBar } from '../save-bar.tsx';
import { SectionCard } from '../section-card.tsx';
import { CostsImport } from './costs-import.tsx';
import { useCosts, useSaveCosts } from './use-costs.ts';
import type { CardProps } from './words.ts';

/** Older months come by file. */
const MOST_MONTHS = 12;
const MOST_SOURCES = 20;

/** Where the merchant types what ads cost. */
export function CostsCard({ shown, format }: CardProps) {
  const { t, i18n } = useTranslation();
  const costs = useCosts(shown);
  const { save } = useSaveCosts();
  const [added, setAdded] = useState<string[]>([]);
  const sources = sourcesOf(shown, added);
  const header = ['source', 'month', 'cost'];
  return (
    <SectionCard
      title={t('reportAds.costs.title')}
      help={t('reportAds.costs.help', { currency: currencyName(shown.currency, i18n.language) })}
      actions={
        <ExportButton
          sheet={{
            name: `ad-costs-${shown.to}`,
            header,
            rows: shown.costs.map(({ source, month, cost }) => [source, month, cost]),
          }}
        />
      }
    >
      <BlockStack gap="400">
        {sources.length > 0 && <Grid {...{ shown, format, sources, costs }} />}
        <AddSource
          onAdd={(source) => {
            setAdded([...added, source]);
          }}
        />
        <CostsImport onSave={save} format={format} />
      </BlockStack>
      <SaveBar
        id="ad-costs"
        open={costs.changed}
        save={t('reportAds.costs.save')}
        discard={t('reportAds.costs.discard')}
        onSave={() => {
          if (costs.changes) save(costs.changes);
          else showToast(t('reportAds.costs.invalid'), true);
        }}
        onDiscard={costs.discard}
      />
    </SectionCard>
  );
}

/** What a currency is called in a language. */
function currencyName(currency: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency;
}

/** Those that bring customers first, and all that have ever cost something. */
function sourcesOf(shown: CardProps['shown'], added: readonly string[]): string[] {
  const named = shown.sources.flatMap(({ source }) => source ?? []).slice(0, MOST_SOURCES);
  return [...new Set([...added, ...named, ...shown.costs.map(({ source }) => source)])];
}

interface GridProps extends CardProps {
  sources: string[];
  costs: ReturnType<typeof useCosts>;
}

const CELL = { padding: '0.25rem', verticalAlign: 'top', minWidth: '8rem' } as const;
const NAME = {
  ...CELL,
  position: 'sticky',
  left: 0,
  zIndex: 1,
  maxWidth: '9rem',
  overflowWrap: 'anywhere',
  textAlign: 'start',
  background: 'var(--p-color-bg-surface)',
} as const;

/** The newest month first: it is the one that is missing. */
function Grid({ shown, format, sources, costs }: GridProps) {
  const { t } = useTranslation();
  const months = shown.months.slice(-MOST_MONTHS).reverse();
  return (
    <div
      style={{ overflowX: 'auto' }}
      tabIndex={0}
      role="group"
      aria-label={t('reportAds.costs.title')}
    >
      <table style={{ borderCollapse: 'collapse' }}>
        <thead>
          <tr>
            <th scope="col" style={NAME}>
              {t('reportAds.source')}
            </th>
            {months.map((month) => (
              <th key={month} scope="col" style={{ ...CELL, textAlign: 'start' }}>
                {format.month(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source}>
              <th scope="row" style={NAME}>
                {source}
              </th>
              {months.map((month) => (
                <td key={month} style={CELL}>
                  <Cell {...{ source, month, costs, format, shown }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps extends Omit<GridProps, 'sources'> {
  source: string;
  month: string;
}

function Cell({ source, month, costs, format, shown }: CellProps) {
  const { t } = useTranslation();
  const text = costs.at(source, month);
  const account = shown.sources.find((each) => each.source === source);
  const customers = account?.months.find((each) => each.month === month)?.customers ?? 0;
  return (
    <TextField
      label={t('reportAds.costs.cell', { source, month: format.month(month) })}
      labelHidden
      autoComplete="off"
      inputMode="decimal"
      align="right"
      value={text}
      onChange={(typed) => {
        costs.type(source, month, typed);
      }}
      helpText={t('reportAds.costs.people', { customers: format.number(customers) })}
      {...(costs.isWrong(text) && { error: t('reportAds.costs.wrong') })}
    />
  );
}

function AddSource({ onAdd }: { onAdd: (source: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const source = text.trim();
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm">
        {t('reportAds.costs.addLabel')}
      </Text>
      <InlineStack gap="200">
        <TextField
          label={t('reportAds.costs.addLabel')}
          labelHidden
          autoComplete="off"
          maxLength={255}
          placeholder="google"
          value={text}
          onChange={setText}
        />
        <Button
          disabled={source === ''}
          onClick={() => {
            onAdd(source);
            setText('');
          }}
        >
          {t('reportAds.costs.add')}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
