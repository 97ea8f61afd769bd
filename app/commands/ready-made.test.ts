import { describe, expect, it } from 'vitest';
import { READY_MADE } from '#app/domain/segments/ready-made.ts';
import { readyMadeCondition, readyMadeSegments } from './ready-made.ts';

describe('ready-made segments', () => {
  it('are all told with the parameters they begin with', () => {
    const all = new Map(readyMadeSegments().map(({ key, parameters }) => [key, parameters]));
    expect([...all.keys()]).toEqual(READY_MADE.map(({ key }) => key));
    expect(all.get('lapsed-excellent')).toEqual({ days: 365 });
    expect(all.get('bought-a-not-b')).toEqual({ a: null, b: null });
    expect(all.get('trial-not-main')).toEqual({ trial: null, main: null, afterDays: 30 });
    expect(all.get('near-threshold')).toEqual({
      reaches: { model: 'cpm', states: ['excellent-active'] },
      atMost: null,
    });
    expect(all.get('vip-candidates')).toEqual({});
  });

  it('become conditions, or problems at their parameters', () => {
    expect(readyMadeCondition('falling-asleep', { withinDays: 7 })).toMatchObject({
      condition: { type: 'state', when: { is: 'entering-within', days: 7 } },
    });
    expect(readyMadeCondition('falling-asleep', { withinDays: 0 })).toMatchObject({
      problems: [{ path: 'withinDays', code: 'too_small' }],
    });
    expect(readyMadeCondition('bought-a-not-b', { a: ['1'] })).toMatchObject({
      problems: [{ path: 'b' }],
    });
    expect(readyMadeCondition('no-such', {})).toMatchObject({
      problems: [{ code: 'unknown-key' }],
    });
  });
});
