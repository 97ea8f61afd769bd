import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ContractRow, VipScreen } from '../../presenters/vip-screen.ts';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table, type Column } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';

interface Props {
  screen: VipScreen;
  format: Format;
}

/** Who goes on, who pauses and who left, and what to do for each. */
export function ContractCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const title = t('vipPage.contract.title');
  const sheet = useSheet(screen);
  const { contract, past } = screen;
  if (contract.every(({ customers }) => customers === 0)) {
    return (
      <SectionCard title={title}>
        <BlockStack gap="200">
          <Text as="p">{t('vipPage.contract.none')}</Text>
          <Text as="p">
            <Link url="/app/sync/counting">{t('vipPage.axes.toSources')}</Link>
          </Text>
        </BlockStack>
      </SectionCard>
    );
  }
  return (
    <SectionCard
      title={title}
      help={t('vipPage.contract.help')}
      actions={<ExportButton sheet={sheet} />}
      table={<ContractTable {...{ screen, format }} />}
    >
      {past && (
        <InlineStack gap="800">
          {(['returned', 'regained'] as const).map((name) => (
            <Figure
              key={name}
              label={t(`vipPage.contract.${name}`)}
              value={t('board.people', { customers: format.number(past.programmes[name]) })}
              help={t(`vipPage.contract.${name}Help`, { month: format.month(past.months.month) })}
            />
          ))}
        </InlineStack>
      )}
    </SectionCard>
  );
}

function useSheet({ contract, past }: VipScreen) {
  const { t } = useTranslation();
  const words = useStateWords();
  const month = past?.months.month ?? null;
  const header = [t('vipPage.contract.state'), t('vipPage.contract.customers')];
  return {
    name: 'contract-programmes',
    header: month === null ? header : [...header, t('vipPage.contract.arrived', { month })],
    rows: contract.map(({ state, customers, arrived }) => [
      words.label({ model: 'contract', state }),
      customers,
      ...(month === null ? [] : [arrived]),
    ]),
  };
}

function ContractTable({ screen: { contract, past }, format }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const title = t('vipPage.contract.title');
  const columns: [Column, ...Column[]] = [
    { title: t('vipPage.contract.state') },
    {
      title: t('vipPage.contract.customers'),
      help: t('vipPage.contract.customersHelp'),
      numeric: true,
    },
    ...(past
      ? [
          {
            title: t('vipPage.contract.arrived', { month: format.month(past.months.month) }),
            help: t('vipPage.contract.arrivedHelp'),
            numeric: true,
          },
        ]
      : []),
    { title: t('vipPage.contract.programme') },
  ];
  const cells = ({ state, customers, arrived }: ContractRow) => {
    const label = words.label({ model: 'contract', state });
    return [
      label,
      <CountLink
        key="customers"
        url={customersUrl({ states: [{ model: 'contract', states: [state] }] })}
        says={t('board.show', { state: label, customers: format.number(customers) })}
        count={customers}
        format={format}
      />,
      ...(past ? [arrived === null ? t('board.none') : format.number(arrived)] : []),
      <span key="programme" style={{ whiteSpace: 'normal' }}>
        {t(`vipPage.contract.${state}`)}
      </span>,
    ];
  };
  return (
    <Table
      name={{ singular: title, plural: title }}
      columns={columns}
      rows={contract.map((row) => ({ id: row.state, cells: cells(row) }))}
    />
  );
}
