import { Children, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifeCycle, StageFlow } from '../../presenters/diagnosis-cycle.ts';
import { STAGE_COLORS, STAGES, type Stage } from '../cpm/stages.ts';
import type { Format } from '../format.ts';
import { FrameLink } from '../frame-link.tsx';
import { groupsUrl, joinedUrl, wayUrl } from './whom.ts';

interface Props {
  cycle: LifeCycle;
  format: Format;
}

const WIDTH = 1040;
const HEIGHT = 416;
/** Room for what is written beside the outer arrows. */
const MARGIN = 22;
const NODE = { width: 140, height: 78 };
const GAP = (WIDTH - 2 - STAGES.length * NODE.width) / (STAGES.length - 1);
const PATH_TOP = 150;
/** 流行 stands beside the path. */
const ASIDE_TOP = 24;
const LAPSED_TOP = 352;
const WIDEST = 16;
const THINNEST = 2;
const HEAD = 9;
/** From an arrow to what is written beside it. */
const ASIDE = 16;
const FONT = 'var(--p-font-family-sans)';
const TEXT = { fontFamily: FONT, fontSize: 13, fill: 'var(--p-color-text)' };
const QUIET = { fontFamily: FONT, fontSize: 12, fill: 'var(--p-color-text-secondary)' };
const BAD = { ...QUIET, fill: 'var(--p-color-text-critical)', fontWeight: 600 };

/** The higher stages that a stage goes on to; 流行 is as high as 優良. */
const ONWARD: Partial<Record<Stage, readonly Stage[]>> = {
  first: ['toddler', 'steady', 'trendy', 'excellent'],
  toddler: ['steady', 'trendy', 'excellent'],
  steady: ['trendy', 'excellent'],
};
const NEXT: Partial<Record<Stage, Stage>> = {
  first: 'toddler',
  toddler: 'steady',
  steady: 'excellent',
};

const active = (stage: Stage) => `${stage}-active` as const;
const lapsed = (stage: Stage) => `${stage}-lapsed` as const;

/** The CPM path as a flow: it has a width of its own and is scrolled in a narrow place. */
export function CycleDiagram({ cycle, format }: Props) {
  const { t } = useTranslation();
  const name = t('reportDiagnosis.cycle.title');
  const most = Math.max(
    1,
    cycle.joined,
    ...cycle.flows.flatMap(({ advanced, lapsed: lost, revived }) => [advanced ?? 0, lost, revived]),
  );
  const widthOf = (customers: number) =>
    customers === 0 ? 0 : Math.max(THINNEST, (customers / most) * WIDEST);
  return (
    <div role="region" aria-label={name} tabIndex={0} style={{ overflowX: 'auto' }}>
      <svg
        role="group"
        aria-label={name}
        viewBox={`${-MARGIN} 0 ${WIDTH + 2 * MARGIN} ${HEIGHT}`}
        style={{ width: '100%', minWidth: 880, display: 'block' }}
      >
        <Joined {...{ cycle, format, widthOf }} />
        {cycle.flows.map((flow) => (
          <g key={flow.stage}>
            <Onward {...{ cycle, flow, format, widthOf }} />
            <Exchange {...{ cycle, flow, format, widthOf }} />
          </g>
        ))}
        {cycle.flows.map((flow) => (
          <g key={flow.stage}>
            <ActiveNode {...{ cycle, flow, format }} />
            <LapsedNode {...{ cycle, flow, format }} />
          </g>
        ))}
      </svg>
    </div>
  );
}

function leftOf(stage: Stage): number {
  return 1 + STAGES.indexOf(stage) * (NODE.width + GAP);
}

function middleOf(stage: Stage): number {
  return leftOf(stage) + NODE.width / 2;
}

function topOf(stage: Stage): number {
  return stage === 'trendy' ? ASIDE_TOP : PATH_TOP;
}

interface FlowProps extends Props {
  flow: StageFlow;
}

interface ArrowProps extends FlowProps {
  widthOf: (customers: number) => number;
}

/** First orders come in at the top left. */
function Joined({ cycle, format, widthOf }: Props & Pick<ArrowProps, 'widthOf'>) {
  const { t } = useTranslation();
  const x = middleOf('first');
  const states = STAGES.flatMap((stage) => [active(stage), lapsed(stage)]);
  const text = t('reportDiagnosis.cycle.joined', { customers: format.number(cycle.joined) });
  return (
    <>
      <Arrow from={[x, 74]} to={[x, PATH_TOP - 2]} width={widthOf(cycle.joined)} color="info" />
      <Way url={joinedUrl(states, cycle)} count={cycle.joined} says={[text]}>
        <rect
          x={x - NODE.width / 2}
          y={34}
          width={NODE.width}
          height={36}
          rx={18}
          style={{ fill: 'var(--p-color-bg-surface-info)', stroke: 'var(--p-color-border-info)' }}
        />
        <text x={x} y={57} textAnchor="middle" style={{ ...TEXT, fontWeight: 600 }}>
          {text}
        </text>
      </Way>
    </>
  );
}

/** 人数推移率 to the next stage of the path. */
function Onward({ cycle, flow, format, widthOf }: ArrowProps) {
  const { t } = useTranslation();
  const next = NEXT[flow.stage];
  if (!next) return null;
  const from = leftOf(flow.stage) + NODE.width;
  const y = PATH_TOP + NODE.height / 2;
  const middle = from + GAP / 2;
  const isLeak = flow.target !== null && flow.value !== null && flow.value < flow.target;
  const advanced = flow.advanced ?? 0;
  const width = widthOf(advanced);
  const to = (ONWARD[flow.stage] ?? []).map(active);
  const [rate, people] = [
    flow.value === null ? t('board.none') : format.percent(flow.value),
    t('reportDiagnosis.cycle.people', { customers: format.number(advanced) }),
  ];
  return (
    <>
      <Arrow
        from={[from + 2, y]}
        to={[leftOf(next) - 2, y]}
        width={width}
        color={isLeak ? 'critical' : 'success'}
      />
      <Way
        url={wayUrl([active(flow.stage)], to, cycle)}
        count={advanced}
        says={[t(`state.cpm.${active(flow.stage)}.label`), rate, people]}
      >
        <text x={middle} y={y - 30} textAnchor="middle" style={{ ...TEXT, fontWeight: 650 }}>
          {rate}
        </text>
        <text x={middle} y={y - 15} textAnchor="middle" style={QUIET}>
          {people}
        </text>
      </Way>
      {flow.target !== null && (
        <text x={middle} y={y + 27} textAnchor="middle" style={isLeak ? BAD : QUIET}>
          {t('cpmPage.target', { target: format.roundPercent(flow.target) })}
        </text>
      )}
      {isLeak && (
        <text x={middle} y={y + 43} textAnchor="middle" style={BAD}>
          {t('reportDiagnosis.cycle.below')}
        </text>
      )}
    </>
  );
}

/** 離脱 and 復活 of a stage. */
function Exchange({ cycle, flow, format, widthOf }: ArrowProps) {
  const { t } = useTranslation();
  const { stage } = flow;
  const [top, bottom] = [topOf(stage) + NODE.height + 2, LAPSED_TOP - 2];
  const [left, right] = [middleOf(stage) - 13, middleOf(stage) + 13];
  const share = flow.then === 0 ? null : flow.lapsed / flow.then;
  const y = LAPSED_TOP - 62;
  const [lost, back] = [
    t('reportDiagnosis.cycle.lapsed', { customers: format.number(flow.lapsed) }),
    t('reportDiagnosis.cycle.revived', { customers: format.number(flow.revived) }),
  ];
  return (
    <>
      <Arrow from={[left, top]} to={[left, bottom]} width={widthOf(flow.lapsed)} color="neutral" />
      <Arrow from={[right, bottom]} to={[right, top]} width={widthOf(flow.revived)} color="magic" />
      <Way
        url={wayUrl([active(stage)], STAGES.map(lapsed), cycle)}
        count={flow.lapsed}
        says={[t(`state.cpm.${active(stage)}.label`), lost, format.percent(share ?? 0)]}
      >
        {share !== null && (
          <text textAnchor="end" x={left - ASIDE} y={y} style={QUIET}>
            {lost}
          </text>
        )}
        {share !== null && (
          <text textAnchor="end" x={left - ASIDE} y={y + 16} style={QUIET}>
            {format.percent(share)}
          </text>
        )}
      </Way>
      <Way
        url={wayUrl([lapsed(stage)], STAGES.map(active), cycle)}
        count={flow.revived}
        says={[t(`state.cpm.${lapsed(stage)}.label`), back]}
      >
        {flow.revived > 0 && (
          <text x={right + ASIDE} y={y} style={QUIET}>
            {back}
          </text>
        )}
      </Way>
    </>
  );
}

function ActiveNode({ cycle, flow, format }: FlowProps) {
  const { t } = useTranslation();
  const { stage, now, then } = flow;
  const [x, y] = [leftOf(stage), topOf(stage)];
  const label = t(`state.cpm.${active(stage)}.label`);
  const since = t('reportDiagnosis.cycle.since', { change: format.signed(now - then) });
  return (
    <Way
      url={groupsUrl([active(stage)], cycle.now)}
      count={now}
      says={[label, format.number(now), since]}
    >
      <Box {...{ x, y }} height={NODE.height} aside={stage === 'trendy'} />
      <rect
        {...{ x, y }}
        width={NODE.width}
        height={6}
        rx={3}
        style={{ fill: `var(${STAGE_COLORS[stage]})` }}
      />
      <text x={x + NODE.width / 2} y={y + 24} textAnchor="middle" style={TEXT}>
        {label}
      </text>
      <text
        x={x + NODE.width / 2}
        y={y + 49}
        textAnchor="middle"
        style={{ ...TEXT, fontSize: 21, fontWeight: 650 }}
      >
        {format.number(now)}
      </text>
      <text x={x + NODE.width / 2} y={y + 68} textAnchor="middle" style={QUIET}>
        {since}
      </text>
    </Way>
  );
}

function LapsedNode({ cycle, flow, format }: FlowProps) {
  const { t } = useTranslation();
  const { stage, lapsedNow } = flow;
  const x = leftOf(stage);
  const label = t(`state.cpm.${lapsed(stage)}.label`);
  return (
    <Way
      url={groupsUrl([lapsed(stage)], cycle.now)}
      count={lapsedNow}
      says={[label, format.number(lapsedNow)]}
    >
      <Box x={x} y={LAPSED_TOP} height={60} aside />
      <text x={x + NODE.width / 2} y={LAPSED_TOP + 23} textAnchor="middle" style={TEXT}>
        {label}
      </text>
      <text
        x={x + NODE.width / 2}
        y={LAPSED_TOP + 46}
        textAnchor="middle"
        style={{ ...TEXT, fontSize: 17, fontWeight: 600 }}
      >
        {format.number(lapsedNow)}
      </text>
    </Way>
  );
}

function Box({ x, y, height, aside }: { x: number; y: number; height: number; aside: boolean }) {
  return (
    <rect
      {...{ x, y, height }}
      width={NODE.width}
      rx={8}
      {...(aside && { strokeDasharray: '5 4' })}
      style={{
        fill: aside ? 'var(--p-color-bg-surface-secondary)' : 'var(--p-color-bg-surface)',
        stroke: 'var(--p-color-border)',
      }}
    />
  );
}

interface WayProps {
  url: string;
  count: number;
  /** What is written on it, and where it stands: pieces of a drawing are read without a pause. */
  says: string[];
  children: ReactNode;
}

/** What opens its customers; nobody is no way. */
function Way({ url, count, says, children }: WayProps) {
  if (count === 0) return <g>{children}</g>;
  return (
    <FrameLink url={url} aria-label={says.join(' ')}>
      {Children.map(children, (piece) => (
        <>{piece} </>
      ))}
    </FrameLink>
  );
}

type Point = readonly [x: number, y: number];

const COLORS = {
  info: 'var(--p-color-bg-fill-info)',
  success: 'var(--p-color-bg-fill-success)',
  critical: 'var(--p-color-bg-fill-critical)',
  neutral: 'var(--p-color-bg-fill-tertiary-active)',
  magic: 'var(--p-color-bg-fill-magic)',
};

interface Drawn {
  from: Point;
  to: Point;
  /** 0: nobody went this way. */
  width: number;
  color: keyof typeof COLORS;
}

/** An arrow straight across, up or down, as wide as its customers. */
function Arrow({ from: [x1, y1], to: [x2, y2], width, color }: Drawn) {
  if (width === 0) return null;
  const [dx, dy] = [Math.sign(x2 - x1), Math.sign(y2 - y1)];
  const half = width / 2 + 4;
  const [baseX, baseY] = [x2 - dx * HEAD, y2 - dy * HEAD];
  const head = [
    [x2, y2],
    [baseX - dy * half, baseY - dx * half],
    [baseX + dy * half, baseY + dx * half],
  ];
  const style = { fill: COLORS[color], stroke: COLORS[color] };
  return (
    <g aria-hidden="true">
      <line {...{ x1, y1 }} x2={baseX} y2={baseY} strokeWidth={width} style={style} />
      <polygon
        points={head.map((point) => point.join()).join(' ')}
        style={{ fill: COLORS[color] }}
      />
    </g>
  );
}
