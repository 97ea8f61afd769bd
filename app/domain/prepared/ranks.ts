import { z } from 'zod';
import type { Day } from '../day.ts';
import { cpm } from '../models/cpm.ts';
import { stateAt } from '../models/model.ts';
import { stage } from '../models/stage.ts';
import { goesUp, rankAbove, waysUp, type WayUp } from '../relative/moving-up.ts';
import { RANKS, type Rank } from '../relative/rfm.ts';
import { daysToExcellent, type DaysToExcellent } from '../reports/days-to-excellent.ts';
import { NONE, NOT_YET, placeReader } from '../reports/place.ts';
import { rankGaps, type RankGap } from '../reports/rank-gap.ts';
import { rankProfiles, type RankProfile } from '../reports/rank-profile.ts';
import type { Tally } from '../reports/tally.ts';
import { preparedReport, type ReportCustomer, type ReportFrame } from './report.ts';

/** What customers can be grouped by; `layer` sets the two layers apart from the rest of their rank. */
export const PROFILED_BY = ['rank', 'layer', 'cpm', 'stage'] as const;
export type ProfiledBy = (typeof PROFILED_BY)[number];

const Question = z.object({ by: z.enum(PROFILED_BY).default('rank') });
/** What the report can be asked. */
export type RanksQuestion = z.infer<typeof Question>;

const TOP_PRODUCTS = 5;
const TOP_REGIONS = 3;

/** The groups, best first. */
export const GROUPS: Record<ProfiledBy, readonly string[]> = {
  rank: RANKS,
  layer: ['top-excellent', 'excellent', 'semi-excellent', 'high-ltv-general', 'general', 'nurture'],
  cpm: cpm.states.toReversed(),
  stage: stage.states.toReversed(),
};

/** A profile as JSON can keep it: the money in numbers, the products by their titles. */
export type ProfileBody = Omit<RankProfile, 'sales' | 'products'> & {
  sales: number;
  products: { title: string; share: RankProfile['products'][number]['share'] }[];
};

/** Who the customers of each group are. */
export interface RanksBody {
  /** Best first; groups without customers are left out. */
  profiles: ProfileBody[];
  /** What separates each but the best from the one above. */
  gaps: RankGap[];
  /** Customers who are in no group: they have not been compared yet. */
  ungrouped: number;
  toExcellent: DaysToExcellent;
  /** Whom one order lifts, by rank, best first; ranks that nobody can leave so are left out. */
  lifted: Lifted[];
}

/** The customers of a rank whom their next order lifts into a better one. */
export interface Lifted {
  rank: Rank;
  above: Rank;
  ways: WayUp[];
  customers: number;
}

/** ランク別プロフィール: who the customers of a group are and how they buy. */
export const ranks = preparedReport<RanksQuestion, RanksBody>({
  key: 'ranks',
  params: Question,
  collect: collectRanks,
});

function collectRanks({ by }: RanksQuestion, frame: ReportFrame): Tally<ReportCustomer, RanksBody> {
  const profiles = rankProfiles(frame.asOf, TOP_PRODUCTS);
  const toExcellent = daysToExcellent(frame.asOf);
  const lifted = liftedIn(frame);
  const groupIn = GROUP_OF[by];
  let ungrouped = 0;
  return {
    add(customer) {
      toExcellent.add(customer);
      lifted.add(customer);
      const group = groupIn(customer, frame);
      if (group === null) ungrouped += 1;
      else profiles.add({ group, history: customer.history });
    },
    result() {
      const made = new Map(profiles.result().map((profile) => [profile.group, profile]));
      const bestFirst = GROUPS[by].flatMap((group) => made.get(group) ?? []);
      return {
        profiles: bestFirst.map((profile) => bodyOf(profile, frame.products)),
        gaps: rankGaps(bestFirst),
        ungrouped,
        toExcellent: toExcellent.result(),
        lifted: lifted.result(),
      };
    },
  };
}

function liftedIn({ cuts, settings }: ReportFrame): Tally<ReportCustomer, Lifted[]> {
  const byRank = RANKS.flatMap((rank): Lifted[] => {
    const above = rankAbove(rank);
    const ways = cuts ? waysUp(rank, cuts, settings) : [];
    return above === null || ways.length === 0 ? [] : [{ rank, above, ways, customers: 0 }];
  });
  return {
    add({ classes, history: { orders } }) {
      const own = byRank.find(({ rank }) => rank === classes?.rank);
      if (!own) return;
      const amount = orders.reduce((sum, { value }) => sum + value, 0);
      if (goesUp(own.ways, orders.length, amount)) own.customers += 1;
    },
    result: () => byRank,
  };
}

type Grouping = (
  customer: ReportCustomer,
  frame: { asOf: Day; settings: ReportFrame['settings'] },
) => string | null;

const GROUP_OF: Record<ProfiledBy, Grouping> = {
  rank: ({ classes }) => classes?.rank ?? null,
  layer: ({ classes }) => classes?.layer ?? classes?.rank ?? null,
  cpm: ({ timeline }, { asOf }) => {
    const place = placeReader(timeline)(asOf);
    return place === NONE || place === NOT_YET ? null : place;
  },
  stage: ({ history }, { asOf, settings }) => stateAt(stage, history, settings, asOf),
};

function bodyOf(profile: RankProfile, products: ReportFrame['products']): ProfileBody {
  return {
    ...profile,
    sales: Number(profile.sales),
    regions: profile.regions.filter(({ region }) => region !== null).slice(0, TOP_REGIONS),
    products: profile.products.map(({ product, share }) => ({
      title: products.get(product)?.title ?? product,
      share,
    })),
  };
}
