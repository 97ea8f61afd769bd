import { BlockStack, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { CustomerLinks } from '../customer-link.tsx';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { Table } from '../index-table.tsx';
import { useStateLabel } from './state-label.ts';
import type { Consequences, Move, SegmentConsequence } from './use-draft.ts';

interface Props {
  consequences: Consequences;
  format: Format;
  /** A segment that is told of even when nobody comes or goes. */
  segmentId?: number | null;
}

/** Who would move, and what becomes of the tags. */
export function ConsequencesView({ consequences, format, segmentId = null }: Props) {
  const { t } = useTranslation();
  const { moves, segments, tags } = consequences;
  const told = segments.filter((one) => one.id === segmentId || one.before !== one.after);
  const nothing = moves.length === 0 && told.length === 0 && tags.customers === 0;
  return (
    <BlockStack gap="400">
      {nothing && <Text as="p">{t('settings.consequences.nothing')}</Text>}
      <TagFigures consequences={consequences} format={format} />
      {told.map((segment) => (
        <SegmentView
          key={segment.id}
          segment={segment}
          isNew={segment.id === segmentId}
          format={format}
        />
      ))}
      {moves.length > 0 && <Moves moves={moves} format={format} />}
    </BlockStack>
  );
}

function TagFigures({ consequences: { tags, minutes }, format }: Props) {
  const { t } = useTranslation();
  const values = {
    customers: format.number(tags.customers),
    added: format.number(tags.added),
    removed: format.number(tags.removed),
    minutes: minutes === 0 ? t('board.none') : format.duration(minutes),
  };
  return (
    <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
      {(['customers', 'added', 'removed', 'minutes'] as const).map((figure) => (
        <Figure
          key={figure}
          label={t(`settings.consequences.${figure}`)}
          help={t(`settings.consequences.${figure}Help`)}
          value={values[figure]}
        />
      ))}
    </InlineGrid>
  );
}

function Moves({ moves, format }: { moves: Move[]; format: Format }) {
  const { t } = useTranslation();
  const label = useStateLabel();
  return (
    <Table
      name={{ singular: t('settings.consequences.move'), plural: t('settings.consequences.move') }}
      columns={[
        { title: t('settings.consequences.model') },
        { title: t('settings.consequences.from') },
        { title: t('settings.consequences.to') },
        { title: t('board.customers'), numeric: true },
      ]}
      rows={moves.map(({ model, from, to, customers }) => ({
        id: [model, from, to].join(),
        cells: [
          label.model(model),
          label.state(model, from),
          label.state(model, to),
          format.number(customers),
        ],
      }))}
    />
  );
}

interface SegmentProps {
  segment: SegmentConsequence;
  isNew: boolean;
  format: Format;
}

function SegmentView({ segment: { name, before, after, sample }, isNew, format }: SegmentProps) {
  const { t } = useTranslation();
  const counts = { name, before: format.number(before), after: format.number(after) };
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('settings.consequences.segment', counts)}
      </Text>
      {isNew && sample.length > 0 && (
        <>
          <Text as="p">{t('settings.consequences.sample', { count: sample.length })}</Text>
          <InlineStack gap="400">
            {sample.map((id) => (
              <CustomerLinks key={id} id={id} />
            ))}
          </InlineStack>
        </>
      )}
    </BlockStack>
  );
}
