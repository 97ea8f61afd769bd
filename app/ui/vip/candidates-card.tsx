import { Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CandidateRow, VipRelations } from '../../presenters/vip-relations.ts';
import { customersUrl } from '../customers-url.ts';
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

/** Candidates, and what each still lacks. */
export function CandidatesCard({ relations, asked, format }: Props) {
  const { t } = useTranslation();
  const { candidates, quadrants } = relations;
  const title = t('vipPage.candidates.title');
  const until = t('vipPage.candidates.until');
  const sheet = useRelatedSheet('vip-candidates', candidates, { title: until, cell: lastDay });
  if (candidates.length === 0) {
    return (
      <SectionCard title={title}>
        <Text as="p">{t('vipPage.candidates.none')}</Text>
      </SectionCard>
    );
  }
  return (
    <SectionCard
      title={title}
      help={t('vipPage.candidates.help', { count: candidates.length })}
      actions={<ExportButton sheet={sheet} />}
      table={
        <RelatedTable<CandidateRow>
          {...{ title, asked, format }}
          rows={candidates}
          own={{ title: until, help: t('vipPage.candidates.untilHelp') }}
          ownCell={(row) => {
            const day = lastDay(row);
            return day === null ? t('board.none') : format.day(day);
          }}
        />
      }
    >
      <Text as="p">
        <Link url={customersUrl({ states: [{ model: 'vip', states: ['candidate'] }] })}>
          {t('vipPage.candidates.all', { customers: format.number(quadrants.candidate) })}
        </Link>
      </Text>
    </SectionCard>
  );
}

function lastDay({ until }: CandidateRow): string | null {
  return until;
}
