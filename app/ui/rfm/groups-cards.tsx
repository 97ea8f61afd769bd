import { useTranslation } from 'react-i18next';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { useStateLabel } from '../settings/state-label.ts';
import { ClassTable, useClassSheet, type ClassRow } from './class-table.tsx';
import { useClassWords } from './words.ts';

interface Props {
  screen: RfmScreen;
  format: Format;
}

/** The ten segments with what they mean. */
export function SegmentsCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const words = useClassWords('rfm', screen);
  const sheetOf = useClassSheet();
  const rows = screen.segments.map(({ state, ...sums }): ClassRow => ({
    key: state,
    label: words.label(state),
    meaning: words.meaning(state),
    sums,
    url: customersUrl({ states: [{ model: 'rfm', states: [state] }] }),
  }));
  const table = { name: t('rfmPage.segments.segment'), rows, total: screen.total };
  const title = t('rfmPage.segments.title');
  return (
    <SectionCard
      title={title}
      help={t('rfmPage.segments.help')}
      actions={<ExportButton sheet={sheetOf({ ...table, file: title })} />}
      table={<ClassTable {...table} format={format} />}
    />
  );
}

/** RFM優良・準優良・一般・育成, and the two layers among them. */
export function RanksCard({ screen, format }: Props) {
  const { t } = useTranslation();
  const words = useClassWords('rank', screen);
  const sheetOf = useClassSheet();
  const layers = useLayerRows(screen, format);
  const ranks = screen.ranks.map(({ state, ...sums }): ClassRow => ({
    key: state,
    label: words.label(state),
    meaning: words.meaning(state),
    sums,
    url: customersUrl({ states: [{ model: 'rank', states: [state] }] }),
  }));
  const table = { name: t('rfmPage.ranks.rank'), rows: [...ranks, ...layers], total: screen.total };
  return (
    <SectionCard
      title={t('rfmPage.ranks.title')}
      help={t('rfmPage.ranks.help')}
      actions={<ExportButton sheet={sheetOf({ ...table, file: t('rfmPage.ranks.file') })} />}
      table={<ClassTable {...table} format={format} />}
    />
  );
}

function useLayerRows({ layers, cuts, topExcellentShare }: RfmScreen, format: Format): ClassRow[] {
  const { t } = useTranslation();
  const words = useStateLabel();
  const held = cuts?.layers;
  const meanings = {
    'top-excellent':
      held &&
      t('rfmPage.ranks.topExcellent', {
        share: format.roundPercent(topExcellentShare),
        amount: format.money(held.topExcellent),
      }),
    'high-ltv-general':
      held && t('rfmPage.ranks.highLtvGeneral', { amount: format.money(held.highLtvGeneral) }),
  };
  return layers.map(({ state, ...sums }) => ({
    key: state,
    label: words.state('layer', state),
    meaning: meanings[state] ?? t('rfmPage.ranks.noLayers'),
    sums,
    url: customersUrl({ states: [{ model: 'layer', states: [state] }] }),
  }));
}
