import { digitsOf } from '../domain/money.ts';
import type {
  Lifted,
  ProfileBody,
  ProfiledBy,
  RanksBody,
  RanksQuestion,
} from '../domain/prepared/ranks.ts';
import { nextOrderLifts } from '../domain/relative/moving-up.ts';
import { RANKS, type Rank } from '../domain/relative/rfm.ts';
import type { RankGap } from '../domain/reports/rank-gap.ts';
import type { Ratio } from '../domain/reports/tally.ts';
import type { Condition } from '../domain/segments/condition.ts';
import { classIs } from '../domain/segments/phrases.ts';
import type { Shop } from '../store/database.ts';
import type { CustomersFilter } from './customers-filter.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';

export type { ProfiledBy, RankGap };

/** Measures that money is in. */
const MONEY = ['orderValue', 'ltv'] as const;

/** A profile with money in main units, and the list of its customers. */
export type ShownProfile = ProfileBody & { customersOf: CustomersFilter };

/** The customers of a rank whom their next order lifts into a better one, and their list. */
export type ShownLifted = Omit<Lifted, 'ways'> & { where: Condition };

/** What the page of rank profiles shows. */
export interface RanksShown extends Pick<RanksBody, 'gaps' | 'ungrouped' | 'toExcellent'> {
  by: ProfiledBy;
  profiles: ShownProfile[];
  lifted: ShownLifted[];
}

export type RanksScreen = ReportScreen<RanksShown, RanksQuestion>;

/** The page of rank profiles. */
export function ranksScreen(
  shop: Shop,
  open: () => Promise<Opened<RanksBody>>,
  question: RanksQuestion,
  now: number,
): Promise<RanksScreen> {
  const { by } = question;
  return reportScreen(shop, {
    question,
    now,
    open,
    show: ({ profiles, gaps, lifted, ...rest }, { currency }) => {
      const minorPerUnit = 10 ** digitsOf(currency);
      return {
        ...rest,
        by,
        profiles: profiles.map((profile) => ({
          ...inUnits(profile, minorPerUnit),
          customersOf: customersOf(by, profile.group),
        })),
        gaps: gaps.map((gap) => gapInUnits(gap, minorPerUnit)),
        lifted: by === 'rank' ? lifted.map(shownLifted) : [],
      };
    },
  });
}

function shownLifted({ ways, ...lifted }: Lifted): ShownLifted {
  return { ...lifted, where: nextOrderLifts(lifted.rank, ways) };
}

function customersOf(by: ProfiledBy, group: string): CustomersFilter {
  switch (by) {
    case 'rank':
      return { states: [{ model: 'rank', states: [group] }] };
    case 'cpm':
      return { states: [{ model: 'cpm', states: [group] }] };
    case 'stage':
      return { states: [{ model: 'stage', states: [group] }] };
    case 'layer':
      return isRank(group)
        ? { where: withoutLayer(group) }
        : { states: [{ model: 'layer', states: [group] }] };
  }
}

function isRank(group: string): group is Rank {
  return (RANKS as readonly string[]).includes(group);
}

/** The rest of a rank: no layer has the other ranks. */
function withoutLayer(rank: Rank): Condition {
  const layers = classIs({ model: 'layer', states: ['top-excellent', 'high-ltv-general'] }, 'now');
  return {
    type: 'all',
    of: [classIs({ model: 'rank', states: [rank] }, 'now'), { type: 'not', of: layers }],
  };
}

function inUnits(profile: ProfileBody, minorPerUnit: number): ProfileBody {
  const units = (ratio: Ratio): Ratio => ({
    ...ratio,
    numerator: ratio.numerator / minorPerUnit,
    value: ratio.value === null ? null : ratio.value / minorPerUnit,
  });
  const { orderValue, ltv, factors, sales } = profile;
  return {
    ...profile,
    sales: sales / minorPerUnit,
    orderValue: units(orderValue),
    ltv: units(ltv),
    factors: { ...factors, orderValue: units(factors.orderValue), ltv: units(factors.ltv) },
  };
}

function gapInUnits(gap: RankGap, minorPerUnit: number): RankGap {
  const units = (value: number | null) => (value === null ? null : value / minorPerUnit);
  return {
    ...gap,
    gaps: gap.gaps.map((each) =>
      (MONEY as readonly string[]).includes(each.measure)
        ? {
            ...each,
            own: units(each.own),
            above: units(each.above),
            difference: units(each.difference),
          }
        : each,
    ),
  };
}
