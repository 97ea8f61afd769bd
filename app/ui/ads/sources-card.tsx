import { Badge, BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownAccount } from '../../presenters/ads-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { longest, rounded, useSourceName, type CardProps } from './words.ts';

const PERCENT_DIGITS = 1_000;

interface AdColumn extends Column {
  /** Null: there is none. */
  raw: (account: ShownAccount) => number | null;
  cell: (account: ShownAccount) => ReactNode;
}

/** Every source with what it cost and what its customers are worth. */
export function SourcesCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const name = useSourceName();
  const columns = useColumns({ shown, format });
  const rows = [...shown.sources.map((account) => ({ account, label: name(account.source) }))];
  const total = { account: shown.all, label: t('reportAds.all') };
  return (
    <SectionCard
      title={t('reportAds.table.title')}
      help={t('reportAds.table.help')}
      actions={<SourcesFile {...{ shown, columns }} rows={[...rows, total]} />}
      table={
        <Table
          wide
          name={{ singular: t('reportAds.source'), plural: t('reportAds.source') }}
          columns={[
            { title: t('reportAds.source') },
            { title: t('reportAds.table.verdict'), help: t('reportAds.table.verdictHelp') },
            ...columns,
          ]}
          rows={[...rows, total].map(({ account, label }, index) => ({
            id: String(index),
            cells: [
              <Text key="name" as="span" fontWeight="semibold">
                {label}
              </Text>,
              index < rows.length ? <VerdictBadge key="verdict" account={account} /> : '',
              ...columns.map(({ cell }) => cell(account)),
            ],
          }))}
        />
      }
    >
      <BlockStack gap="100">
        {!shown.hasTrials && (
          <Text as="p" tone="subdued">
            {t('reportAds.table.noTrials')}
          </Text>
        )}
        {shown.unnamed > 0 && (
          <Text as="p" tone="subdued">
            {t('reportAds.table.unnamed', { count: shown.unnamed })}
          </Text>
        )}
      </BlockStack>
    </SectionCard>
  );
}

interface FileProps {
  shown: CardProps['shown'];
  columns: AdColumn[];
  rows: { account: ShownAccount; label: string }[];
}

function SourcesFile({ shown, columns, rows }: FileProps) {
  const { t } = useTranslation();
  const ages = shown.all.verdicts.map(({ days }) => days);
  return (
    <ExportButton
      sheet={{
        name: `ads-${shown.to}`,
        header: [
          t('reportAds.source'),
          t('reportAds.table.verdict'),
          ...columns.map(({ title }) => title),
          t('reportAds.table.rate'),
          ...ages.map((days) => t('reportAds.table.ripe', { days })),
        ],
        rows: rows.map(({ account, label }) => [
          label,
          account.judgement && t(`reportAds.verdict.${account.judgement}`),
          ...columns.map(({ raw }) => raw(account)),
          account.rate,
          ...account.verdicts.map(({ customers }) => customers),
        ]),
      }}
    />
  );
}

const TONES = { pays: 'success', 'too-dear': 'warning', open: 'info', nobody: 'warning' } as const;

function VerdictBadge({ account: { judgement } }: { account: ShownAccount }) {
  const { t } = useTranslation();
  if (judgement === null) return t('reportAds.none');
  return <Badge tone={TONES[judgement]}>{t(`reportAds.verdict.${judgement}`)}</Badge>;
}

function useColumns(card: CardProps): AdColumn[] {
  const { t } = useTranslation();
  const { money, column } = useColumnMakers(card);
  const ages = card.shown.all.verdicts.map(({ days }) => days);
  return [
    useCustomersColumn(card),
    money(t('reportAds.table.cost'), t('reportAds.table.costHelp'), ({ cost }) => cost),
    money(t('reportAds.table.cpa'), t('reportAds.table.cpaHelp'), ({ cpa }) => cpa),
    ...ages.map((days, index) =>
      money(
        t('reportAds.table.allowable', { days }),
        t('reportAds.table.allowableHelp', { days }),
        ({ verdicts }) => verdicts[index]?.allowable ?? null,
      ),
    ),
    money(
      t('reportAds.table.difference'),
      t('reportAds.table.differenceHelp'),
      (account) => longest(account)?.difference ?? null,
    ),
    column(
      t('reportAds.table.payback'),
      t('reportAds.table.paybackHelp'),
      ({ payback }) => payback,
      (month) =>
        month === 0
          ? t('reportAds.table.paybackAtOnce')
          : t('reportAds.table.paybackMonth', { month }),
    ),
    money(
      t('reportAds.table.first'),
      t('reportAds.table.firstHelp'),
      ({ firstProfitAfterAd }) => firstProfitAfterAd,
    ),
    ...useTrialColumns(card),
  ];
}

function useTrialColumns(card: CardProps): AdColumn[] {
  const { t } = useTranslation();
  const { money, column } = useColumnMakers(card);
  if (!card.shown.hasTrials) return [];
  return [
    money(t('reportAds.table.cpo'), t('reportAds.table.cpoHelp'), ({ cpo }) => cpo?.value ?? null),
    column(
      t('reportAds.table.pullUp'),
      t('reportAds.table.pullUpHelp'),
      ({ pullUp: { value } }) =>
        value === null ? null : Math.round(value * PERCENT_DIGITS) / PERCENT_DIGITS,
      card.format.percent,
    ),
  ];
}

function useCustomersColumn(card: CardProps): AdColumn {
  const { t } = useTranslation();
  const name = useSourceName();
  const { format } = card;
  return {
    title: t('reportAds.table.customers'),
    help: t('reportAds.table.customersHelp'),
    numeric: true,
    raw: ({ customers }) => customers,
    cell: ({ who, customers, source }) => (
      <CountLink
        url={customersUrl({ where: who })}
        says={t('reportAds.table.show', {
          source: name(source),
          customers: format.number(customers),
        })}
        count={customers}
        format={format}
      />
    ),
  };
}

type Raw = AdColumn['raw'];

function useColumnMakers({ format }: CardProps) {
  const { t } = useTranslation();
  const none = t('reportAds.none');
  const column = (title: string, help: string, raw: Raw, write: (value: number) => string) => ({
    title,
    help,
    numeric: true,
    raw,
    cell: (account: ShownAccount) => {
      const value = raw(account);
      return value === null ? none : write(value);
    },
  });
  const money = (title: string, help: string, raw: Raw) =>
    column(title, help, (account) => roundedOrNull(raw(account)), format.money);
  return { column, money };
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
