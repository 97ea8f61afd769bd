import { BlockStack, Button, Card, InlineStack, List, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison, ComparedModelKey, ComparedRow } from '../../presenters/rfm-comparison.ts';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { ExportButton } from '../export-button.tsx';
import { changeOf, type Compared as ComparedProps } from './compared.ts';
import { ComparedTable, useComparedSheet } from './compared-table.tsx';
import { MovesCard } from './moves-card.tsx';
import { useClassWords } from './words.ts';

interface Props {
  screen: RfmScreen;
  format: Format;
}

/** The customers by RFM at two dates. */
export function ComparisonCards({ screen, format }: Props) {
  const { t } = useTranslation();
  const [model, setModel] = useState<ComparedModelKey>('rfm');
  const { comparison } = screen;
  if (!comparison) {
    return (
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t('rfmPage.comparison.title')}
          </Text>
          <Text as="p">{t('months.building')}</Text>
          <Text as="p" tone="subdued">
            {t('months.buildingText')}
          </Text>
        </BlockStack>
      </Card>
    );
  }
  const shown = { screen, comparison, model, format };
  return (
    <>
      <Compared {...shown} onModel={setModel} />
      {comparison.models[model].moves && <MovesCard {...shown} />}
    </>
  );
}

function Compared(props: ComparedProps & { onModel: (model: ComparedModelKey) => void }) {
  const { screen, comparison, model, format, onModel } = props;
  const { t } = useTranslation();
  const words = useClassWords(model, screen);
  const sheet = useComparedSheet(props);
  const { months } = comparison;
  return (
    <SectionCard
      title={t('rfmPage.comparison.title')}
      help={t('rfmPage.comparison.help')}
      actions={<ExportButton sheet={sheet} />}
      table={<ComparedTable {...props} />}
    >
      <Choices {...{ comparison, model, format, onModel }} />
      <Text as="p" variant="bodySm" tone="subdued">
        {t(months.dirty ? 'months.dirty' : 'months.asOf', {
          moment: format.moment(months.builtAt),
        })}
      </Text>
      <Sentences {...{ comparison, model, format }} label={words.label} />
      {comparison.span === null && <LastMonths comparison={comparison} />}
    </SectionCard>
  );
}

interface ChoicesProps extends Omit<ComparedProps, 'screen'> {
  onModel: (model: ComparedModelKey) => void;
}

const TODAY = 'today';

function Choices({ comparison, model, format, onModel }: ChoicesProps) {
  const { t } = useTranslation();
  const setDates = useDates();
  const { months, from, to } = comparison;
  const ends = months.all.map((month) => ({
    value: month,
    label: t('rfmPage.comparison.then', { month: format.month(month) }),
  }));
  const today = { value: TODAY, label: t('rfmPage.comparison.today') };
  return (
    <InlineStack gap="300">
      <Select
        label={t('rfmPage.comparison.from')}
        options={ends}
        value={from}
        onChange={(month) => {
          setDates(month, to);
        }}
      />
      <Select
        label={t('rfmPage.comparison.to')}
        options={[today, ...ends]}
        value={to ?? TODAY}
        onChange={(month) => {
          setDates(from, month === TODAY ? null : month);
        }}
      />
      <Select
        label={t('rfmPage.comparison.model')}
        options={(['rfm', 'rank'] as const).map((value) => ({
          value,
          label: t(`rfmPage.comparison.models.${value}`),
        }))}
        value={model}
        onChange={(chosen) => {
          onModel(chosen as ComparedModelKey);
        }}
      />
    </InlineStack>
  );
}

/** Both dates stand in the address. */
function useDates(): (from: string, to: string | null) => void {
  const [, setParameters] = useSearchParams();
  return (from, to) => {
    setParameters(
      (parameters) => {
        parameters.set('from', from);
        if (to === null) parameters.delete('to');
        else parameters.set('to', to);
        return parameters;
      },
      { preventScrollReset: true },
    );
  };
}

/** So many of the largest changes are told. */
const TOLD = 3;

interface SentencesProps extends Omit<ComparedProps, 'screen'> {
  label: (state: string) => string;
}

function Sentences({ comparison, model, format, label }: SentencesProps) {
  const { t } = useTranslation();
  const { rows, customersThen, customersNow } = comparison.models[model];
  const byChange = rows.toSorted((a, b) => changeOf(b) - changeOf(a));
  const rises = byChange.filter((row) => changeOf(row) > 0).slice(0, TOLD);
  const falls = byChange
    .toReversed()
    .filter((row) => changeOf(row) < 0)
    .slice(0, TOLD);
  const told = (row: ComparedRow) =>
    t('rfmPage.comparison.rose', {
      state: label(row.state),
      change: format.signed(changeOf(row)),
      then: format.number(row.then),
      now: format.number(row.now),
    });
  return (
    <BlockStack gap="200">
      <Text as="p">
        {t('rfmPage.comparison.all', {
          then: format.number(customersThen),
          now: format.number(customersNow),
        })}
      </Text>
      <InlineStack gap="800">
        <Changes
          title={t('rfmPage.comparison.rises')}
          lines={rises.map(told)}
          none={t('rfmPage.comparison.noRise')}
        />
        <Changes
          title={t('rfmPage.comparison.falls')}
          lines={falls.map(told)}
          none={t('rfmPage.comparison.noFall')}
        />
      </InlineStack>
    </BlockStack>
  );
}

function Changes({ title, lines, none }: { title: string; lines: string[]; none: string }) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {lines.length === 0 ? (
        <Text as="p">{none}</Text>
      ) : (
        <List>
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}

/** Leads to the newest month ends between which moves are kept. */
function LastMonths({ comparison: { months } }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const setDates = useDates();
  const [newest] = months.all;
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        {t('rfmPage.comparison.movesWhen')}
      </Text>
      <InlineStack gap="200">
        {([1, 6, 12] as const).map((span) => {
          const from = months.all[span];
          if (newest === undefined || from === undefined) return null;
          return (
            <Button
              key={span}
              size="slim"
              onClick={() => {
                setDates(from, newest);
              }}
            >
              {t('rfmPage.comparison.lastMonths', { count: span })}
            </Button>
          );
        })}
      </InlineStack>
    </BlockStack>
  );
}
