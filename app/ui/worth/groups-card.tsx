import { BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownGroup, WorthGrouping, WorthShown } from '../../presenters/worth-screen.ts';
import { ChartCard } from '../charts/chart-card.tsx';
import { PlainTable } from '../charts/plain-table.tsx';
import { StackedBars } from '../charts/stacked-bars.tsx';
import { useSetQuestion } from '../reports/question-bar.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import {
  formOf,
  FORMS,
  inUnits,
  toldBy,
  useWriter,
  type Form,
  type Writer,
  type CardProps,
} from './forms.ts';
import { WorthLink } from './worth-link.tsx';

/** A mean of fewer customers says little. */
const FEW = 10;

const RANK_ROWS = ['excellent', 'semi-excellent', 'general', 'nurture'];

/** What a group is called. */
export function useGroupLabel({
  channels,
}: Pick<WorthShown, 'channels'>): (by: WorthGrouping, each: ShownGroup) => string {
  const { t } = useTranslation();
  const words = useStateLabel();
  return (by, { group, title }) => {
    if (group === '') return t('reportWorth.unknown');
    switch (by) {
      case 'rank':
      case 'cpm':
        return words.state(by, group);
      case 'layer':
        return words.state(RANK_ROWS.includes(group) ? 'rank' : 'layer', group);
      case 'channel':
        return channels.find(({ id }) => id === group)?.name ?? group;
      default:
        return title ?? group;
    }
  };
}

/** Lifetime value by rank, layer, CPM group, first product, channel, source and year. */
export function GroupsCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const set = useSetQuestion();
  const write = useWriter(format, shown.minorPerUnit);
  const labelOf = useGroupLabel(shown);
  const groupings = Object.keys(shown.by) as WorthGrouping[];
  const by = groupings.find((each) => each === address.get('by')) ?? 'rank';
  const form = formOf(address.get('form'));
  const { groups, others } = shown.by[by];
  const label = (each: ShownGroup) => labelOf(by, each);
  return (
    <ChartCard
      title={t('reportWorth.groups.title')}
      help={t('reportWorth.groups.help')}
      table={<GroupsTable {...{ shown, format, groups, label }} />}
      sheet={useSheet({ shown, by, groups, label })}
    >
      <BlockStack gap="300">
        <InlineStack gap="300">
          <Select
            label={t('reportWorth.groups.by')}
            options={groupings.map((each) => ({
              value: each,
              label: t(`reportWorth.groups.bys.${each}`),
            }))}
            value={by}
            onChange={(value) => {
              set('by', value);
            }}
          />
          <Select
            label={t('reportWorth.groups.form')}
            options={FORMS.map((each) => ({
              value: each,
              label: t(`reportWorth.forms.${each}.name`),
            }))}
            value={form}
            onChange={(value) => {
              set('form', value);
            }}
          />
        </InlineStack>
        <Text as="p">{useContrast({ groups, label, form, write })}</Text>
        <Bars {...{ by, form, groups, label, write }} />
        <Text as="p" variant="bodySm" tone="subdued">
          {t(`reportWorth.groups.notes.${by}`)}
          {t('between')}
          {others.groups > 0 &&
            t('reportWorth.groups.others', {
              groups: format.number(others.groups),
              customers: format.number(others.customers),
            })}
        </Text>
      </BlockStack>
    </ChartCard>
  );
}

interface Compared {
  groups: readonly ShownGroup[];
  label: (each: ShownGroup) => string;
  form: Form;
  write: Writer;
}

function useContrast({ groups, label, form, write }: Compared): string {
  const { t } = useTranslation();
  const all = groups.flatMap((each) => {
    const { value, customers } = toldBy(form, each.worth);
    return value === null ? [] : [{ label: label(each), value, customers }];
  });
  const many = all.filter(({ customers }) => customers >= FEW);
  const told = (many.length > 1 ? many : all).sort((a, b) => b.value - a.value);
  const [high, low] = [told[0], told.at(-1)];
  if (!high || !low) return t('reportWorth.groups.nothing');
  if (told.length === 1) {
    return t('reportWorth.groups.alone', { group: high.label, value: write.money(high.value) });
  }
  return t('reportWorth.groups.contrast', {
    high: high.label,
    highValue: write.money(high.value),
    low: low.label,
    lowValue: write.money(low.value),
  });
}

function Bars({ by, form, groups, label, write }: Compared & { by: WorthGrouping }) {
  const { t } = useTranslation();
  const rows = groups.map((each) => {
    const { value, customers } = toldBy(form, each.worth);
    return {
      key: each.group,
      label: label(each),
      value: t('reportWorth.groups.bar', {
        count: customers,
        value: write.money(value),
        customers: write.number(customers),
      }),
      parts: [
        { key: 'value', value: Math.max(0, value ?? 0), color: '--p-color-bg-fill-emphasis' },
      ],
    };
  });
  const name = t('reportWorth.groups.name', {
    form: t(`reportWorth.forms.${form}.name`),
    by: t(`reportWorth.groups.bys.${by}`),
    values: rows.map((row) => `${row.label} ${row.value}`).join(', '),
  });
  return rows.length > 0 && <StackedBars name={name} rows={rows} />;
}

function GroupsTable({
  shown,
  format,
  groups,
  label,
}: CardProps & Pick<Compared, 'groups' | 'label'>) {
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  return (
    <PlainTable
      header={[t('reportWorth.groups.group'), ...useHeader()]}
      rows={groups.map((each) => ({
        id: each.group,
        cells: [
          label(each),
          <WorthLink
            key="customers"
            filter={each.customers}
            what={label(each)}
            count={each.worth.customers}
            format={format}
          />,
          ...FORMS.map((form) => write.money(toldBy(form, each.worth).value)),
          write.decimal(each.worth.factors.activeYears),
          write.decimal(each.worth.factors.ordersPerYear),
          write.money(each.worth.factors.orderValue),
        ],
      }))}
    />
  );
}

function useHeader(): string[] {
  const { t } = useTranslation();
  return [
    t('reportWorth.customers'),
    ...FORMS.map((form) => t(`reportWorth.forms.${form}.name`)),
    t('reportWorth.groups.years'),
    t('reportWorth.groups.frequency'),
    t('reportWorth.groups.price'),
  ];
}

interface SheetProps extends Pick<Compared, 'groups' | 'label'> {
  shown: WorthShown;
  by: WorthGrouping;
}

function useSheet({ shown: { minorPerUnit }, by, groups, label }: SheetProps) {
  const { t } = useTranslation();
  return {
    name: t('reportWorth.groups.file', { by: t(`reportWorth.groups.bys.${by}`) }),
    header: [t('reportWorth.groups.group'), ...useHeader()],
    rows: groups.map((each) => [
      label(each),
      each.worth.customers,
      ...FORMS.map((form) => inUnits(toldBy(form, each.worth).value, minorPerUnit)),
      each.worth.factors.activeYears,
      each.worth.factors.ordersPerYear,
      inUnits(each.worth.factors.orderValue, minorPerUnit),
    ]),
  };
}
