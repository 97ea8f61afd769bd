import { useTranslation } from 'react-i18next';
import type { Overview } from '../presenters/home-screen.ts';
import type { CpmState, LifecycleState } from '../presenters/states.ts';
import { BoardCard } from './board-card.tsx';
import type { BarRow } from './charts/stacked-bars.tsx';
import type { Format } from './format.ts';
import { useStateWords } from './state-words.ts';

const ACTIVE = '--p-color-bg-fill-success';
const LAPSED = '--p-color-bg-fill-tertiary-active';

const COLORS: Record<LifecycleState, string> = {
  new: '--p-color-bg-fill-info',
  active: '--p-color-bg-fill-success',
  'at-risk': '--p-color-bg-fill-warning',
  dormant: '--p-color-bg-fill-tertiary-active',
  winback: '--p-color-bg-fill-magic',
  vip: '--p-color-bg-fill-emphasis',
};

type Stage = CpmState extends `${infer Name}-${'active' | 'lapsed'}` ? Name : never;

interface Props {
  overview: Overview;
  format: Format;
}

/** The ten CPM groups: a bar a stage, split into those who still buy and those who left. */
export function CpmBoard({ overview, format }: Props) {
  const { t } = useTranslation();
  const { cpm } = overview.boards;
  const bars = cpm.rows.flatMap((active, index): BarRow[] => {
    const lapsed = cpm.rows[index + 1];
    if (index % 2 === 1 || !lapsed) return [];
    return [
      {
        key: active.state,
        label: t(`cpmStage.${stageOf(active.state)}`),
        value: `${format.number(active.customers)} / ${format.number(lapsed.customers)}`,
        parts: [
          { key: 'active', value: active.customers, color: ACTIVE },
          { key: 'lapsed', value: lapsed.customers, color: LAPSED },
        ],
      },
    ];
  });
  return (
    <BoardCard
      title={t('board.cpm')}
      help={t('board.cpmHelp')}
      board={cpm}
      named={({ state }) => ({ model: 'cpm', state: state as CpmState })}
      bars={bars}
      legend={[
        { label: t('board.active'), color: ACTIVE },
        { label: t('board.lapsed'), color: LAPSED },
      ]}
      thresholds={overview.thresholds}
      comparedWith={overview.boards.comparedWith}
      format={format}
    />
  );
}

function stageOf(state: CpmState): Stage {
  return state.replace(/-(active|lapsed)$/, '') as Stage;
}

/** The six lifecycle states. */
export function LifecycleBoard({ overview, format }: Props) {
  const { t } = useTranslation();
  const words = useStateWords();
  const { lifecycle } = overview.boards;
  const bars = lifecycle.rows.map(({ state, customers }) => ({
    key: state,
    label: words.label({ model: 'lifecycle', state }),
    value: format.number(customers),
    parts: [{ key: state, value: customers, color: COLORS[state] }],
  }));
  return (
    <BoardCard
      title={t('board.lifecycle')}
      help={t('board.lifecycleHelp')}
      board={lifecycle}
      named={({ state }) => ({ model: 'lifecycle', state: state as LifecycleState })}
      bars={bars}
      thresholds={overview.thresholds}
      comparedWith={overview.boards.comparedWith}
      format={format}
    />
  );
}
