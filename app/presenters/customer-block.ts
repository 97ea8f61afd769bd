import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from '../store/database.ts';
import { readKnownShop } from '../store/shops.ts';
import type { Condition, Standing } from './customer-reasons.ts';
import { customerScreen, type CustomerScreen } from './customer-screen.ts';

/** A limit that a value keeps: `<= 30`. */
export interface ShownLimit {
  relation: '<' | '<=' | '>=' | '>';
  threshold: number | string;
}

/** What is so and has decided: `departure 12, <= 30`; amounts in the main unit. */
export interface ShownReason {
  measure: string;
  value: number | string;
  /** At most one to either side; none where the value is exactly what was asked. */
  limits: ShownLimit[];
}

/** A customer in one model; dates are ISO days. */
export interface BlockState {
  model: string;
  state: string;
  /** Null for models that compare customers with each other. */
  since: string | null;
  because: ShownReason[];
}

/** What the calendar will do next if nothing else happens. */
export interface BlockChange {
  model: string;
  on: string;
  /** Null: the state ends. */
  to: string | null;
  inDays: number;
}

/** A customer as the block on Shopify's own page shows one. */
export type CustomerBlock =
  | { status: 'reading' | 'left-out' | 'no-orders' }
  | {
      status: 'ready';
      currency: string;
      orders: number;
      amount: number;
      lastOrderOn: string | null;
      states: BlockState[];
      nextStep: string | null;
      /** What goes into the parcel at that step, in the merchant's own words. */
      insert: string | null;
      nextChange: BlockChange | null;
    };

/** The next step stands by itself. */
const STEP = 'next';

/** One customer as of an instant (epoch milliseconds); null when the shop has none of that id. */
export async function customerBlock(
  shop: Shop,
  id: CustomerId,
  now: number,
): Promise<CustomerBlock | null> {
  const [known, screen] = await Promise.all([readKnownShop(shop), customerScreen(shop, id, now)]);
  if (!screen || screen.gone) return null;
  if (screen.leftOut || screen.optedOut) return { status: 'left-out' };
  if (known && !screen.facts) return { status: 'no-orders' };
  if (!known || screen.standings.length === 0) return { status: 'reading' };
  const { currency, orders, amount, lastOrderOn, change } = screen;
  return {
    status: 'ready',
    ...{ currency, orders, amount, lastOrderOn },
    states: [...calendarStates(screen), ...classesOf(screen)],
    ...stepOf(screen),
    nextChange: change && {
      model: change.model,
      on: change.on,
      to: change.to?.state ?? null,
      inDays: change.inDays,
    },
  };
}

function stepOf({ standings, inserts }: CustomerScreen) {
  const step = standings.find(({ model }) => model === STEP)?.state;
  if (step?.model !== STEP) return { nextStep: null, insert: null };
  return { nextStep: step.state, insert: inserts[step.state] ?? null };
}

function calendarStates({ standings }: CustomerScreen): BlockState[] {
  return standings.flatMap(({ model, state, since, because }) =>
    model === STEP || !state
      ? []
      : [{ model, state: state.state, since, because: reasonsOf(because) }],
  );
}

const RELATIONS: Partial<Record<Standing, ShownLimit['relation']>> = {
  lt: '<',
  le: '<=',
  ge: '>=',
  gt: '>',
};

function reasonsOf(conditions: readonly Condition[]): ShownReason[] {
  const measures = Map.groupBy(conditions, ({ measure }) => measure);
  return [...measures].flatMap(([measure, group]) => {
    const value = group[0]?.value ?? null;
    return value === null ? [] : [{ measure, value, limits: limitsOf(group) }];
  });
}

/** The lower limit first. */
function limitsOf(conditions: readonly Condition[]): ShownLimit[] {
  const limits = conditions.flatMap(({ standing, threshold }) => {
    const relation = RELATIONS[standing];
    return relation ? [{ relation, threshold }] : [];
  });
  return limits.sort((a, b) => Number(a.relation < '>') - Number(b.relation < '>'));
}

function classesOf({ comparison }: CustomerScreen): BlockState[] {
  if (!comparison) return [];
  const { rfm, rank, layer } = comparison;
  return Object.entries({ rfm, rank, layer }).flatMap(([model, state]) =>
    state === null ? [] : [{ model, state, since: null, because: [] }],
  );
}
