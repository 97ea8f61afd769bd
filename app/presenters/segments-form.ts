import { dayOf } from '../domain/day.ts';
import { CPM_STAGES } from '../domain/models/cpm.ts';
import type { ReadyMadeKey } from '../domain/segments/ready-made.ts';

/** What a parameter of a ready-made segment is. */
export type ParameterKind = 'days' | 'orders' | 'money' | 'products' | 'day' | 'reaches' | 'stages';

/** A parameter as a field of a form. */
export interface ParameterField {
  name: string;
  kind: ParameterKind;
  value: string | string[];
}

/** What was typed and chosen, by the names of the parameters. */
export type ParameterValues = Record<string, string | string[]>;

const PARAMETERS: Record<ReadyMadeKey, Record<string, ParameterKind>> = {
  'lapsed-excellent': { days: 'days' },
  'bought-a-not-b': { a: 'products', b: 'products' },
  'near-threshold': { reaches: 'reaches', atMost: 'money' },
  'falling-asleep': { withinDays: 'days' },
  'trial-not-main': { trial: 'products', main: 'products', afterDays: 'days' },
  'one-time-near-day-90': { day: 'days', withinDays: 'days' },
  'second-purchase': { from: 'day', to: 'day' },
  'high-ltv-general': {},
  'vip-candidates': {},
  'cpm-lapsed': { stages: 'stages' },
  'before-third-order': { orders: 'orders' },
  'few-repeats-a-year': { repeats: 'orders', days: 'days' },
  'contract-paused': {},
  'contract-cancelled': {},
};

/** States that one more order can bring about, as a choice names them. */
export const REACHES = [
  'cpm:excellent-active',
  'cpm:trendy-active',
  'cpm:steady-active',
  'cpm:toddler-active',
  'stage:settled',
  'stage:growing',
  'vip:candidate',
] as const;

/** The fields of a ready-made segment, filled with what its parameters are unless said otherwise. */
export function fieldsOf(
  key: ReadyMadeKey,
  defaults: Readonly<Record<string, unknown>>,
): ParameterField[] {
  return Object.entries(PARAMETERS[key]).map(([name, kind]) => ({
    name,
    kind,
    value: textOf(kind, defaults[name]),
  }));
}

function textOf(kind: ParameterKind, value: unknown): string | string[] {
  if (kind === 'products') return [];
  if (kind === 'stages') return [...CPM_STAGES];
  if (kind === 'reaches') return REACHES[0];
  return typeof value === 'number' ? String(value) : '';
}

/** The parameters of a ready-made segment from a form; what cannot be read stays so, to be told. */
export function parametersOf(
  key: ReadyMadeKey,
  values: ParameterValues,
  minorPerUnit: number,
): Record<string, unknown> {
  const read = (name: string, kind: ParameterKind): unknown => {
    const value = values[name] ?? '';
    if (kind === 'products' || kind === 'stages') return Array.isArray(value) ? value : [];
    const text = String(value).normalize('NFKC').replaceAll(',', '').trim();
    if (kind === 'reaches') {
      const [model, state] = text.split(':');
      return { model, states: [state] };
    }
    if (kind === 'day') return text === '' && name === 'to' ? null : dayNumberOf(text);
    if (text === '') return NaN;
    return kind === 'money' ? Number((Number(text) * minorPerUnit).toFixed(6)) : Number(text);
  };
  return Object.fromEntries(
    Object.entries(PARAMETERS[key]).map(([name, kind]) => [name, read(name, kind)]),
  );
}

function dayNumberOf(text: string): number {
  try {
    return dayOf(text);
  } catch {
    return NaN;
  }
}
