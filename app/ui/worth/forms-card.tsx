import { Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../export-button.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { FORMS, inUnits, toldBy, useParts, useWriter, type Form, type CardProps } from './forms.ts';
import { WorthLink } from './worth-link.tsx';

/** Every way of counting lifetime value, with its formula and the shop's numbers in it. */
export function FormsCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const write = useWriter(format, shown.minorPerUnit);
  const parts = useParts(write);
  const { total, forms, minorPerUnit } = shown;
  const columns = [
    { title: t('reportWorth.forms.form') },
    { title: t('reportWorth.forms.value'), numeric: true },
    { title: t('reportWorth.forms.parts') },
    { title: t('reportWorth.customers'), help: t('reportWorth.customersHelp'), numeric: true },
  ] as const;
  const name = (form: Form) => t(`reportWorth.forms.${form}.name`);
  const sheet = {
    name: t('reportWorth.forms.file'),
    header: columns.map(({ title }) => title),
    rows: FORMS.map((form) => {
      const { value, customers } = toldBy(form, total);
      return [name(form), inUnits(value, minorPerUnit), parts(form, total), customers];
    }),
  };
  return (
    <SectionCard
      title={t('reportWorth.forms.title')}
      help={t('reportWorth.forms.help')}
      actions={<ExportButton sheet={sheet} />}
      table={
        <Table
          name={{ singular: columns[0].title, plural: columns[0].title }}
          columns={[...columns]}
          rows={FORMS.map((form) => {
            const { value, customers } = toldBy(form, total);
            const filter = form in forms ? forms[form as keyof typeof forms] : null;
            return {
              id: form,
              cells: [
                <Definition key="name" form={form} />,
                <Text key="value" as="span" fontWeight="semibold">
                  {write.money(value)}
                </Text>,
                <Wrapped key="parts" text={parts(form, total)} />,
                <WorthLink
                  key="customers"
                  what={name(form)}
                  count={customers}
                  {...{ filter, format }}
                />,
              ],
            };
          })}
        />
      }
    />
  );
}

/** Cells of a table keep to one line; sentences do not. */
function Definition({ form }: { form: Form }) {
  const { t } = useTranslation();
  return (
    <div style={{ whiteSpace: 'normal', minWidth: 220, maxWidth: 420 }}>
      <Text as="span" fontWeight="semibold">
        {t(`reportWorth.forms.${form}.name`)}
      </Text>
      <br />
      <Text as="span" variant="bodySm" tone="subdued">
        {t(`reportWorth.forms.${form}.help`)}
      </Text>
    </div>
  );
}

function Wrapped({ text }: { text: string }) {
  return <div style={{ whiteSpace: 'normal', minWidth: 180 }}>{text}</div>;
}
