import { Tooltip } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { CountLink } from '../count-link.tsx';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';
import { MEASURES, useMeasureText, valueOf } from './measures.ts';
import { useGroupName, type CardProps } from './words.ts';

/** All groups side by side, one a column. */
export function CompareCard({ shown, format }: CardProps) {
  const { t } = useTranslation();
  const name = useGroupName(shown);
  const text = useMeasureText(format);
  const label = t('reportRanks.group');
  const title = t('reportRanks.compare.measure');
  return (
    <SectionCard
      title={t('reportRanks.compare.title')}
      help={t('reportRanks.compare.help')}
      actions={
        <ExportButton
          sheet={{
            name: `profiles-${shown.by}`,
            header: [label, ...MEASURES.map((measure) => t(`reportRanks.measure.${measure}`))],
            rows: shown.profiles.map((profile) => [
              name(profile.group),
              ...MEASURES.map((measure) => valueOf(measure, profile)),
            ]),
          }}
        />
      }
      table={
        <Table
          wide
          name={{ singular: title, plural: title }}
          columns={[
            { title },
            ...shown.profiles.map(({ group }) => ({ title: name(group), numeric: true })),
          ]}
          rows={MEASURES.map((measure) => ({
            id: measure,
            cells: [
              <Tooltip key="measure" content={t(`reportRanks.help.${measure}`)} hasUnderline>
                <span>{t(`reportRanks.measure.${measure}`)}</span>
              </Tooltip>,
              ...shown.profiles.map((profile) =>
                measure === 'customers' ? (
                  <CountLink
                    key={profile.group}
                    url={customersUrl(profile.customersOf)}
                    says={t('reportRanks.show', {
                      group: name(profile.group),
                      customers: format.number(profile.customers),
                    })}
                    count={profile.customers}
                    format={format}
                  />
                ) : (
                  text(measure, valueOf(measure, profile))
                ),
              ),
            ],
          }))}
        />
      }
    />
  );
}
