import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySettings } from '#tests/factories/history.ts';
import { defaultSettings, Settings } from '../domain/settings.ts';
import { changeOf, FIELD_GROUPS, formValuesOf } from './settings-form.ts';

const defaults = defaultSettings('JPY', { sum: 0n, orders: 0n });
const shown = { ...defaults, refreshCutoffs: 'weekly' as const };
const changed = (values: Record<string, string>, minorPerUnit = 1) =>
  changeOf({ ...formValuesOf(shown, minorPerUnit), ...values }, minorPerUnit);

describe('the form of the settings', () => {
  it('has a text for every field', () => {
    const paths = FIELD_GROUPS.flatMap(({ fields }) => fields.map(({ path }) => path));
    expect(Object.keys(formValuesOf(shown, 1))).toEqual(paths);
  });

  it('gives back the settings that it shows, whatever they are', () => {
    fc.assert(
      fc.property(anySettings, fc.constantFrom(1, 100, 1_000), (any, minorPerUnit) => {
        const settings = Settings.parse(any);
        const { refreshCutoffs, ...change } = changeOf(
          formValuesOf({ ...settings, refreshCutoffs: 'daily' }, minorPerUnit),
          minorPerUnit,
        );
        expect(refreshCutoffs).toBe('daily');
        expect(Settings.parse(change)).toEqual(settings);
      }),
    );
  });

  it('shows money in the main unit and shares in percent', () => {
    const settings = {
      ...shown,
      cpm: { ...shown.cpm, amount: 123_450 },
      vip: { ...shown.vip, topShare: 0.07 },
    };
    expect(formValuesOf(settings, 100)).toMatchObject({
      'cpm.amount': '1234.5',
      'vip.topShare': '7',
    });
    expect(changeOf(formValuesOf(settings, 100), 100)).toMatchObject({
      cpm: { amount: 123_450 },
      vip: { topShare: 0.07 },
    });
  });

  it('reads what is typed on a Japanese keyboard', () => {
    expect(
      changed({ 'cpm.amount': ' ７０，０００ ', 'lifecycle.dormantAfterDays': '９０' }),
    ).toMatchObject({
      cpm: { amount: 70_000 },
      lifecycle: { dormantAfterDays: 90 },
    });
  });

  it('takes an empty text for "not asked" only where that can be', () => {
    expect(changed({ 'lifecycle.lengtheningFactor': '', 'vip.bulkBuyerDays': ' ' })).toMatchObject({
      lifecycle: { lengtheningFactor: null },
      vip: { bulkBuyerDays: null },
    });
    expect(changed({ 'cpm.lapsedDays': '' })).toMatchObject({ cpm: { lapsedDays: NaN } });
    expect(changed({ 'cpm.lapsedDays': 'soon' })).toMatchObject({ cpm: { lapsedDays: NaN } });
  });

  it('leaves out the events that have no number', () => {
    const events = { 'vip.minimumEvents.review': '2', 'vip.minimumEvents.survey': '' };
    const { vip } = changed(events) as { vip: { minimumEvents: Record<string, number> } };
    expect(vip.minimumEvents).toMatchObject({ review: 2 });
    expect(vip.minimumEvents).not.toHaveProperty('survey');
  });

  it('proposes the cuts by which customers were last compared, and keeps own ones', () => {
    const rfm = {
      r: [1, 2, 3, 4] as [number, number, number, number],
      f: [1, 2, 3, 4] as [number, number, number, number],
      m: [100, 200, 300, 400] as [number, number, number, number],
    };
    const proposed = formValuesOf(shown, 100, rfm);
    expect(proposed).toMatchObject({ 'rfm.recencyDays.3': '4', 'rfm.amounts.0': '1' });
    expect(changeOf(proposed, 100).rfm).toEqual({ cuts: 'quintiles' });
    expect(changeOf({ ...proposed, 'rfm.cuts': 'fixed' }, 100).rfm).toEqual({
      cuts: 'fixed',
      recencyDays: rfm.r,
      orders: rfm.f,
      amounts: rfm.m,
    });
  });
});
