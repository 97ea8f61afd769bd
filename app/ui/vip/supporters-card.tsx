import { useTranslation } from 'react-i18next';
import type { SupporterRow, VipRelations } from '../../presenters/vip-relations.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { RelatedTable, useRelatedSheet } from './related-table.tsx';

interface Props {
  relations: VipRelations;
  /** How many acts are asked. */
  asked: number;
  format: Format;
}

/** Who does much beside buying and is no candidate. */
export function SupportersCard({ relations: { supporters }, asked, format }: Props) {
  const { t } = useTranslation();
  const title = t('vipPage.supporters.title');
  const missing = ({ ordersMissing }: SupporterRow) =>
    ordersMissing === 0
      ? t('vipPage.supporters.excluded')
      : t('vipPage.supporters.order', { count: ordersMissing });
  const own = { title: t('vipPage.supporters.missing') };
  const sheet = useRelatedSheet('vip-supporters', supporters, { ...own, cell: missing });
  if (supporters.length === 0) return null;
  return (
    <SectionCard
      title={title}
      help={t('vipPage.supporters.help', { count: supporters.length })}
      actions={<ExportButton sheet={sheet} />}
      table={
        <RelatedTable<SupporterRow>
          {...{ title, asked, format, own }}
          rows={supporters}
          ownCell={missing}
        />
      }
    />
  );
}
