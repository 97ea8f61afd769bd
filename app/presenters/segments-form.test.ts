import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { dayOf } from '../domain/day.ts';
import { CPM_STAGES } from '../domain/models/cpm.ts';
import { READY_MADE } from '../domain/segments/ready-made.ts';
import { fieldsOf, parametersOf, REACHES, type ParameterValues } from './segments-form.ts';

const NEEDED: ParameterValues = {
  ...{ a: ['1'], b: ['2'], trial: ['1'], main: ['2'] },
  ...{ atMost: '10000', from: '2026-01-01', to: '2026-02-01' },
};

describe('the fields of a ready-made segment', () => {
  it('begin with its parameters, with all stages, and with the first that can be reached', () => {
    expect(fieldsOf('few-repeats-a-year', { repeats: 3, days: 365 })).toEqual([
      { name: 'repeats', kind: 'orders', value: '3' },
      { name: 'days', kind: 'days', value: '365' },
    ]);
    expect(fieldsOf('cpm-lapsed', {})).toEqual([
      { name: 'stages', kind: 'stages', value: [...CPM_STAGES] },
    ]);
    expect(fieldsOf('near-threshold', { atMost: null })).toEqual([
      { name: 'reaches', kind: 'reaches', value: REACHES[0] },
      { name: 'atMost', kind: 'money', value: '' },
    ]);
  });

  it.each(READY_MADE.map(({ key }) => [key]))('make a condition once filled in: %s', (key) => {
    const made = READY_MADE.find((one) => one.key === key);
    const defaults = Object.fromEntries(
      Object.entries<z.ZodType>(made?.parameters.shape ?? {}).map(([name, schema]) => [
        name,
        schema.safeParse(undefined).data,
      ]),
    );
    const values = Object.fromEntries(
      fieldsOf(key, defaults).map(({ name, value }) => [name, NEEDED[name] ?? value]),
    );
    const parameters = parametersOf(key, values, 1);
    expect(made?.parameters.safeParse(parameters).error).toBeUndefined();
  });
});

describe('what was typed', () => {
  it('is money in the smallest unit, as it is typed in Japan', () => {
    const values = { reaches: 'vip:candidate', atMost: '１，２３４．５' };
    expect(parametersOf('near-threshold', values, 100)).toEqual({
      reaches: { model: 'vip', states: ['candidate'] },
      atMost: 123_450,
    });
  });

  it('is a day, or open at its end', () => {
    expect(parametersOf('second-purchase', { from: '2026-01-31', to: '' }, 1)).toEqual({
      from: dayOf('2026-01-31'),
      to: null,
    });
    expect(parametersOf('second-purchase', { from: '', to: '2026-13-01' }, 1)).toEqual({
      from: NaN,
      to: NaN,
    });
  });

  it('stays no number where there is none, and nobody where nothing was chosen', () => {
    expect(parametersOf('lapsed-excellent', { days: '' }, 1)).toEqual({ days: NaN });
    expect(parametersOf('lapsed-excellent', { days: 'x' }, 1)).toEqual({ days: NaN });
    expect(parametersOf('bought-a-not-b', { a: 'tea' }, 1)).toEqual({ a: [], b: [] });
  });
});
