import type { World } from './world.ts';

/** `CustomerRfmGroup` of Shopify's schema. */
type RfmGroup =
  | 'ACTIVE'
  | 'ALMOST_LOST'
  | 'AT_RISK'
  | 'CHAMPIONS'
  | 'DORMANT'
  | 'LOYAL'
  | 'NEEDS_ATTENTION'
  | 'NEW'
  | 'PREVIOUSLY_LOYAL'
  | 'PROMISING'
  | 'PROSPECTS';

interface Measured {
  id: string;
  lastOrderAt: number;
  orders: number;
  amount: number;
}

interface DaysGroups {
  day: string;
  groups: ReadonlyMap<string, RfmGroup>;
}

const known = new WeakMap<World, DaysGroups>();

/**
 * A model of Shopify's own group of a customer: each of recency, orders and spend scored by fifths of
 * the store's customers, the group read off R and (F + M) / 2. Shopify says that much and keeps the
 * ranges to itself; those of `groupOf` are ours. The groups are those of the day's first question:
 * null for whoever came later.
 */
export function rfmGroupOf(world: World, customerId: string): RfmGroup | null {
  const day = world.clock.now().slice(0, 'yyyy-mm-dd'.length);
  let groups = known.get(world);
  if (groups?.day !== day) {
    groups = { day, groups: groupsOf(world) };
    known.set(world, groups);
  }
  return groups.groups.get(customerId) ?? null;
}

function groupsOf(world: World): Map<string, RfmGroup> {
  const buyers: Measured[] = [];
  const groups = new Map<string, RfmGroup>();
  for (const id of world.customers.keys()) {
    const buyer = measuredOf(world, id);
    if (buyer) buyers.push(buyer);
    else groups.set(id, 'PROSPECTS');
  }
  const r = scorer(buyers.map(({ lastOrderAt }) => lastOrderAt));
  const f = scorer(buyers.map(({ orders }) => orders));
  const m = scorer(buyers.map(({ amount }) => amount));
  for (const { id, lastOrderAt, orders, amount } of buyers) {
    groups.set(id, groupOf(r(lastOrderAt), (f(orders) + m(amount)) / 2));
  }
  return groups;
}

function measuredOf(world: World, id: string): Measured | null {
  const orders = world.ordersOf(id).filter(({ test, cancelledAt }) => !test && !cancelledAt);
  if (orders.length === 0) return null;
  return {
    id,
    lastOrderAt: Math.max(...orders.map(({ processedAt }) => Date.parse(processedAt))),
    orders: orders.length,
    amount: orders.reduce(
      (sum, { totalPriceSet }) => sum + Number(totalPriceSet.shopMoney.amount),
      0,
    ),
  };
}

const FIFTHS = 5;

/** 1 to 5 by how many of all values lie below; equal values score alike. */
function scorer(values: readonly number[]): (value: number) => number {
  const ascending = values.toSorted((a, b) => a - b);
  const below = new Map<number, number>();
  for (const [index, value] of ascending.entries()) if (!below.has(value)) below.set(value, index);
  return (value) => 1 + Math.floor((FIFTHS * (below.get(value) ?? 0)) / ascending.length);
}

/** Groups by R, from the least FM on. */
const RANGES: Record<number, readonly (readonly [from: number, group: RfmGroup])[]> = {
  5: [
    [4, 'CHAMPIONS'],
    [2.5, 'ACTIVE'],
    [0, 'NEW'],
  ],
  4: [
    [4, 'LOYAL'],
    [2.5, 'ACTIVE'],
    [0, 'PROMISING'],
  ],
  3: [
    [4, 'LOYAL'],
    [2.5, 'NEEDS_ATTENTION'],
    [0, 'PROMISING'],
  ],
  2: [
    [4.5, 'PREVIOUSLY_LOYAL'],
    [3, 'AT_RISK'],
    [2, 'ALMOST_LOST'],
    [0, 'DORMANT'],
  ],
};

function groupOf(r: number, fm: number): RfmGroup {
  return RANGES[Math.max(2, r)]?.find(([from]) => fm >= from)?.[1] ?? 'DORMANT';
}
