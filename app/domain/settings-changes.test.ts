import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySettingsChange } from '#tests/factories/shops.ts';
import { ordersEver } from './segments/phrases.ts';
import { SavedSegment } from './segments/saved.ts';
import { defaultSettings } from './settings.ts';
import { settingChanges } from './settings-changes.ts';
import { ShopSettings } from './shop-settings.ts';

const plain = ShopSettings.parse(defaultSettings('JPY', { sum: 0n, orders: 0n }));
const changed = (change: Partial<Record<keyof ShopSettings, unknown>>) =>
  settingChanges(plain, ShopSettings.parse({ ...plain, ...change }));

const rule = (value: number) => ({
  version: 1 as const,
  condition: ordersEver({ is: '>=', value }),
});
const segment = (more: Partial<SavedSegment> = {}) =>
  SavedSegment.parse({ id: 1, slug: 'twice', name: '二回', rule: rule(2), ...more });

describe('a change', () => {
  it.each<[string, Partial<Record<keyof ShopSettings, unknown>>, object[]]>([
    ['nothing', {}, []],
    [
      'a threshold',
      { cpm: { ...plain.cpm, lapsedDays: 200 } },
      [{ path: 'cpm.lapsedDays', segment: null, from: 240, to: 200 }],
    ],
    [
      'a name of its own, added and taken away',
      { vip: { ...plain.vip, minimumEvents: { review: 2, post: 1, referral: 1 } } },
      [
        { path: 'vip.minimumEvents.survey', from: 1, to: null },
        { path: 'vip.minimumEvents.post', from: null, to: 1 },
      ],
    ],
    [
      'a list, as a whole',
      { tagging: { ...plain.tagging, models: ['cpm'] } },
      [{ path: 'tagging.models', from: plain.tagging.models, to: ['cpm'] }],
    ],
    [
      'a section of another kind',
      {
        rfm: {
          cuts: 'fixed',
          recencyDays: [1, 2, 3, 4],
          orders: [1, 2, 3, 4],
          amounts: [1, 2, 3, 4],
        },
      },
      [
        { path: 'rfm.cuts', from: 'quintiles', to: 'fixed' },
        { path: 'rfm.recencyDays', from: null, to: [1, 2, 3, 4] },
        { path: 'rfm.orders' },
        { path: 'rfm.amounts' },
      ],
    ],
    [
      'one that is no section',
      { refreshCutoffs: 'daily' },
      [{ path: 'refreshCutoffs', from: 'weekly', to: 'daily' }],
    ],
    [
      'a new segment',
      { segments: [segment()] },
      [{ path: 'segments', segment: '二回', from: null, to: segment() }],
    ],
  ])('of %s', (_, change, expected) => {
    const changes = changed(change);
    expect(changes).toHaveLength(expected.length);
    expect(changes).toMatchObject(expected);
  });

  it('of segments is told by their names as they are now', () => {
    const before = {
      ...plain,
      segments: [segment(), segment({ id: 2, slug: 'gone', name: 'Gone' })],
    };
    const renamed = segment({ name: '三回', rule: rule(3), tag: false });
    expect(settingChanges(before, { ...plain, segments: [renamed] })).toEqual([
      { path: 'segments.name', segment: '三回', from: '二回', to: '三回' },
      { path: 'segments.tag', segment: '三回', from: true, to: false },
      { path: 'segments.rule', segment: '三回', from: rule(2), to: rule(3) },
      { path: 'segments', segment: 'Gone', from: before.segments[1], to: null },
    ]);
  });

  it('is told exactly where something differs, and backwards the other way round', () => {
    fc.assert(
      fc.property(anySettingsChange, (change) => {
        const after = ShopSettings.parse({ ...plain, ...change });
        const there = settingChanges(plain, after);
        const back = settingChanges(after, plain);
        expect(settingChanges(after, after)).toEqual([]);
        expect(there.map(({ path, from, to }) => [path, to, from]).sort()).toEqual(
          back.map(({ path, from, to }) => [path, from, to]).sort(),
        );
        expect(new Set(there.map(({ path }) => path.split('.')[0]))).toEqual(
          new Set(
            Object.keys(after).filter(
              (name) =>
                JSON.stringify(after[name as keyof ShopSettings]) !==
                JSON.stringify(plain[name as keyof ShopSettings]),
            ),
          ),
        );
      }),
    );
  });
});
