import { describe, expect, it } from 'vitest';
import type { BuilderGroup, BuilderNode } from '../../presenters/segments-builder.ts';
import { added, changed, freshKey, isOpposite, opposite } from './tree.ts';

const row = (key: string) => ({ key, nots: 0, field: 'orders' }) as BuilderNode;
const group = (key: string, of: BuilderNode[]): BuilderGroup => ({
  ...{ key, nots: 0, join: 'all', bare: false, of },
});
const tree = group('0', [row('1'), group('2', [row('3'), row('4')])]);

describe('the parts of a builder', () => {
  it('are changed and taken out wherever they stand, the others left as they are', () => {
    expect(changed(tree, '3', opposite)).toEqual(
      group('0', [row('1'), group('2', [{ ...row('3'), nots: 1 }, row('4')])]),
    );
    expect(changed(tree, '3', () => null)).toEqual(group('0', [row('1'), group('2', [row('4')])]));
    expect(changed(tree, '2', () => null)).toEqual(group('0', [row('1')]));
  });

  it('stay when the whole is to be taken out', () => {
    expect(changed(tree, '0', () => null)).toBe(tree);
  });

  it('are put behind those of a group', () => {
    expect(added(tree, '2', row('5'))).toEqual(
      group('0', [row('1'), group('2', [row('3'), row('4'), row('5')])]),
    );
    expect(added(tree, '0', row('5')).of).toHaveLength(3);
  });

  it('get a key that no other has', () => {
    expect(freshKey(tree)).toBe('n5');
    const next = added(tree, '2', row('n6'));
    expect(freshKey(next)).toBe('n7');
    expect(freshKey(changed(next, '1', () => null))).toBe('n5');
  });

  it('are their opposite once, and not twice', () => {
    const twice = { ...row('1'), nots: 2 };
    expect([row('1'), opposite(row('1')), twice].map(isOpposite)).toEqual([false, true, false]);
    expect(opposite(twice).nots).toBe(3);
    expect(opposite(opposite(row('1'))).nots).toBe(0);
  });
});
