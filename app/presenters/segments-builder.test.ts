import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCondition } from '#tests/factories/conditions.ts';
import type { Condition } from '../domain/segments/condition.ts';
import { ordersEver } from '../domain/segments/phrases.ts';
import {
  BLANK_ROW,
  BuilderDraft,
  builderDraftOf,
  conditionOf,
  type BuilderGroup,
  type BuilderRow,
} from './segments-builder.ts';

const once = ordersEver({ is: '=', value: 1 });
const group = (of: BuilderGroup['of'], more: Partial<BuilderGroup> = {}): BuilderGroup => ({
  ...{ key: 'g', nots: 0, join: 'all', bare: true, of },
  ...more,
});
const row = (more: Partial<BuilderRow>): BuilderRow => ({ ...BLANK_ROW, key: 'r', ...more });
const made = (more: Partial<BuilderRow>, minorPerUnit = 1) =>
  conditionOf(group([row(more)]), minorPerUnit);

describe('a condition in the builder', () => {
  it('comes back as it was, whatever it is, after the way through the browser', () => {
    fc.assert(
      fc.property(anyCondition, fc.constantFrom(1, 100, 1_000), (condition, minorPerUnit) => {
        const sent: unknown = JSON.parse(JSON.stringify(builderDraftOf(condition, minorPerUnit)));
        const draft = BuilderDraft.parse(sent);
        expect(conditionOf(draft, minorPerUnit)).toEqual({ condition });
      }),
      { numRuns: 500 },
    );
  });

  it('has a key of its own for every part', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const keys: string[] = [];
        const note = (node: BuilderGroup['of'][number]) => {
          keys.push(node.key);
          if ('of' in node) node.of.forEach(note);
        };
        note(builderDraftOf(condition, 1));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it.each<[string, Condition]>([
    ['a single one', once],
    ['a group of one', { type: 'all', of: [once] }],
    ['a denied group', { type: 'not', of: { type: 'any', of: [once, once] } }],
    ['what is denied twice', { type: 'not', of: { type: 'not', of: once } }],
  ])('is still %s', (_, condition) => {
    expect(conditionOf(builderDraftOf(condition, 1), 1)).toEqual({ condition });
  });

  it('begins with a row that can be saved', () => {
    expect(conditionOf(builderDraftOf(null, 1), 1)).toEqual({
      condition: ordersEver({ is: '>=', value: 1 }),
    });
  });
});

describe('what was typed', () => {
  it('is read as it is typed in Japan, money in the smallest unit', () => {
    const compare = { is: '>=', value: '１，２３４．５', max: '' } as const;
    expect(made({ field: 'amount', compare }, 100)).toMatchObject({
      condition: { compare: { value: 123_450 } },
    });
    expect(made({ field: 'orders', compare }, 100)).toMatchObject({
      condition: { compare: { value: 1_234.5 } },
    });
  });

  it('is told at its row when it makes no condition', () => {
    const compare = { is: 'inclusive', value: 'x', max: '' } as const;
    expect(made({ compare })).toEqual({
      problems: [
        { key: 'r', path: 'compare.min', code: 'invalid_type' },
        { key: 'r', path: 'compare.max', code: 'invalid_type' },
      ],
    });
    expect(made({ field: 'bought' })).toMatchObject({ problems: [{ key: 'r', path: 'products' }] });
    expect(made({ field: 'cpm' })).toMatchObject({ problems: [{ key: 'r', path: 'in.states' }] });
    const date = { is: 'on', day: '2026-02-30', days: '' } as const;
    expect(made({ field: 'last', date })).toMatchObject({
      problems: [{ key: 'r', path: 'compare.day' }],
    });
  });

  it('is told at an empty group, and when it is too much', () => {
    expect(conditionOf(group([]), 1)).toEqual({
      problems: [{ key: 'g', path: 'of', code: 'empty' }],
    });
    const rows = Array.from({ length: 101 }, (_, index) => row({ key: String(index) }));
    expect(conditionOf(group(rows), 1)).toEqual({
      problems: [{ key: 'g', path: '', code: 'too-large' }],
    });
  });

  it('is not looked into when it is far too much', () => {
    const deep = Array.from({ length: 100_000 }).reduce<object>((of) => ({ of: [of] }), {});
    expect(BuilderDraft.safeParse(deep).success).toBe(false);
  });
});
