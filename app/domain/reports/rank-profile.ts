import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import type { Quartiles } from './histogram.ts';
import { ProfileSums, type ProductSum } from './profile-sums.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';
import { valueFactors, type ValueFactors } from './value-factors.ts';

/** A customer and the group they are profiled in: rank, layer, CPM group … */
export interface ProfileRow {
  group: string;
  history: History;
}

/** A product in the profile of a group. */
export interface ProfileProduct extends ProductSum {
  product: string;
  /** Customers of the group who bought it ÷ customers of the group. */
  share: Ratio;
}

/** Who the customers of a group are and how they buy (seed 000 §5–18); money in minor units. */
export interface RankProfile {
  group: string;
  customers: number;
  /** Of the customers of all groups. */
  share: Ratio;
  /** Cumulative, returns taken off. */
  sales: bigint;
  /** Of the sales of all groups. */
  salesShare: Ratio;
  /** 一購買あたり金額. */
  orderValue: Ratio;
  /** Lifetime orders per customer. */
  orders: Ratio;
  /** 年間購入回数: orders of the last 365 days ÷ customers who ordered in them. */
  ordersLastYear: Ratio;
  /**
   * 品目数: different products per order, of the orders known to have sold a unit; a line that came
   * back whole is no item.
   */
  itemsPerOrder: Ratio;
  /** 数量 per order, of the same. */
  unitsPerOrder: Ratio;
  /** Days between two order days, of all customers of the group together. */
  interval: Quartiles;
  /** Cumulative sales ÷ customers, those with one order day too. */
  ltv: Ratio;
  /** アクティブ期間 in days, of the customers with at least two order days. */
  activeDays: Ratio;
  /** Of the same customers. */
  factors: ValueFactors;
  /** Customers by region, most first; null where the region is unknown. */
  regions: { region: string | null; share: Ratio }[];
  /** Orders by month of the year, January first. */
  months: Ratio[];
  /** Bought by most customers first. */
  products: ProfileProduct[];
}

/**
 * Profiles of groups, in the order in which they were met.
 *
 * @param products how many of the top products each profile names.
 */
export function rankProfiles(asOf: Day, products: number): Tally<ProfileRow, RankProfile[]> {
  const groups = new Map<string, ProfileSums>();
  return {
    add: ({ group, history }) => {
      const sums = groups.get(group) ?? new ProfileSums(asOf);
      groups.set(group, sums);
      sums.add(history);
    },
    result: () => profilesOf(groups, products),
  };
}

function profilesOf(groups: ReadonlyMap<string, ProfileSums>, products: number): RankProfile[] {
  const all = { customers: 0, sales: 0n };
  for (const { counts, amount } of groups.values()) {
    all.customers += counts.customers;
    all.sales += amount.total;
  }
  return [...groups].map(([group, sums]) => ({
    group,
    customers: sums.counts.customers,
    share: ratioOf(sums.counts.customers, all.customers),
    sales: sums.amount.total,
    salesShare: ratioOf(Number(sums.amount.total), Number(all.sales)),
    ...habitsOf(sums),
    regions: regionsOf(sums),
    months: sums.months.map((orders) => ratioOf(orders, sums.counts.orders)),
    products: productsOf(sums).slice(0, products),
  }));
}

function habitsOf({ counts, paced, amount, intervals }: ProfileSums) {
  return {
    orderValue: ratioOf(Number(amount.total), counts.orders),
    orders: ratioOf(counts.orders, counts.customers),
    ordersLastYear: ratioOf(counts.yearOrders, counts.active),
    itemsPerOrder: ratioOf(counts.items, counts.baskets),
    unitsPerOrder: ratioOf(counts.units, counts.baskets),
    interval: intervals.quartiles(),
    ltv: ratioOf(Number(amount.total), counts.customers),
    activeDays: ratioOf(paced.activeDays, paced.customers),
    factors: valueFactors({ ...paced, amount: paced.amount.total }),
  };
}

function regionsOf({ regions, counts }: ProfileSums): RankProfile['regions'] {
  return [...regions]
    .sort(([a, most], [b, more]) => more - most || byName(a ?? '', b ?? ''))
    .map(([region, customers]) => ({ region, share: ratioOf(customers, counts.customers) }));
}

function productsOf(sums: ProfileSums): ProfileProduct[] {
  return sums
    .products()
    .map(([product, sum]) => ({
      product,
      ...sum,
      share: ratioOf(sum.customers, sums.counts.customers),
    }))
    .sort((a, b) => b.customers - a.customers || byName(a.product, b.product));
}

function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
