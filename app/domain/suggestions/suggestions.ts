import {
  CPM_AMOUNT_IN_ORDERS,
  orderValues,
  type OrderTotals,
  type SettingPath,
  type Settings,
} from '../settings.ts';
import type { PurchaseEvidence } from './evidence.ts';

/** What a suggestion follows from. */
export type Because =
  /** So many purchase cycles, in whole days or whole months of 30 days. */
  | { kind: 'cycle'; times: number; cycleDays: number; intervals: number; unitDays: number }
  /** So many times the mean value of an order, which is given in minor units, rounded half up. */
  | { kind: 'order-value'; times: number; meanValue: number; orders: number }
  /** The shop has less of this than a suggestion needs. */
  | { kind: 'too-little'; of: 'intervals' | 'orders'; have: number; need: number }
  /** Neither purchase cycle nor order value says anything about this setting. */
  | { kind: 'independent' };

/** A value for a setting, beside the one in force; a shop takes it or leaves it. */
export interface Suggestion {
  /** Days or minor units, as the setting; null: nothing is suggested. */
  suggested: number | null;
  present: unknown;
  because: Because;
}

/** Fewer intervals or orders than these are no evidence (ours). */
export const LEAST_EVIDENCE = 30;

const DAY = 1;
const MONTH = 30;

type Rule = (
  evidence: PurchaseEvidence,
  currency: string,
) => Pick<Suggestion, 'suggested' | 'because'>;

const INDEPENDENT: Rule = () => ({ suggested: null, because: { kind: 'independent' } });

/**
 * What each setting follows from. With a cycle of 30 days these are the published thresholds:
 * domain.md A3 gives a = C, b = 2C, the 30–45 days of a VIP candidate and one cycle for まとめ買い,
 * A1 gives 7 × the mean order. CPM's 90 / 210 / 240 days as 3, 7 and 8 cycles in whole months are
 * ours.
 */
const RULES: Record<SettingPath, Rule> = {
  'cpm.toddlerDays': cycles(3, MONTH),
  'cpm.trendyDays': cycles(7, MONTH),
  'cpm.amount': meanOrders(CPM_AMOUNT_IN_ORDERS),
  'cpm.lapsedDays': cycles(8, MONTH),
  'stage.growingOrders': INDEPENDENT,
  'stage.settledOrders': INDEPENDENT,
  'lifecycle.atRiskAfterDays': cycles(1, DAY),
  'lifecycle.dormantAfterDays': cycles(2, DAY),
  'lifecycle.newOrders': INDEPENDENT,
  'lifecycle.lengtheningFactor': INDEPENDENT,
  'lifecycle.lengtheningOrders': INDEPENDENT,
  'vip.candidateOrders': INDEPENDENT,
  'vip.candidateWithinDays': cycles(1.5, DAY),
  'vip.minimumEvents': INDEPENDENT,
  'vip.points': INDEPENDENT,
  'vip.minimumPoints': INDEPENDENT,
  'vip.bulkBuyerDays': cycles(1, DAY),
  'vip.topShare': INDEPENDENT,
  'vip.topFromCustomers': INDEPENDENT,
  'vip.topShareWithTies': INDEPENDENT,
  'rfm.cuts': INDEPENDENT,
  'rank.excellentFrom': INDEPENDENT,
  'rank.semiExcellentFrom': INDEPENDENT,
  'rank.generalFrom': INDEPENDENT,
  'rank.topExcellentShare': INDEPENDENT,
  'abc.aShare': INDEPENDENT,
  'abc.bShare': INDEPENDENT,
};

/**
 * A suggestion for every setting, from the shop's own purchase cycle and order value. All of them
 * together are valid settings; one alone may contradict what it is to stand beside.
 */
export function suggestionsFrom(
  evidence: PurchaseEvidence,
  settings: Settings,
  currency: string,
): Record<SettingPath, Suggestion> {
  const entries = Object.entries(RULES).map(([path, rule]) => [
    path,
    { ...rule(evidence, currency), present: presentOf(settings, path) },
  ]);
  return Object.fromEntries(entries) as Record<SettingPath, Suggestion>;
}

function cycles(times: number, unitDays: number): Rule {
  return ({ cycleDays, intervals }) => {
    if (cycleDays === null || intervals < LEAST_EVIDENCE) return tooLittle('intervals', intervals);
    const units = Math.max(1, Math.round((times * cycleDays) / unitDays));
    return {
      suggested: units * unitDays,
      because: { kind: 'cycle', times, cycleDays, intervals, unitDays },
    };
  };
}

function meanOrders(times: bigint): Rule {
  return ({ totals }, currency) => {
    if (totals.orders < LEAST_EVIDENCE) return tooLittle('orders', Number(totals.orders));
    return {
      suggested: orderValues(times, totals, currency),
      because: {
        kind: 'order-value',
        times: Number(times),
        meanValue: meanOf(totals),
        orders: Number(totals.orders),
      },
    };
  };
}

function meanOf({ sum, orders }: OrderTotals): number {
  return Number((2n * sum + orders) / (2n * orders));
}

function tooLittle(of: 'intervals' | 'orders', have: number): ReturnType<Rule> {
  return { suggested: null, because: { kind: 'too-little', of, have, need: LEAST_EVIDENCE } };
}

function presentOf(settings: Settings, path: string): unknown {
  const [model, name] = path.split('.') as [keyof Settings, string];
  return (settings[model] as Record<string, unknown>)[name];
}
