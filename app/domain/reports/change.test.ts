import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought } from '#tests/factories/structure.ts';
import { dayOf, type Day } from '../day.ts';
import type { History } from '../history.ts';
import { activityChange, changeTally, type ChangeRow } from './change.ts';
import { tally } from './tally.ts';

const THEN = dayOf('2025-03-01');
const NOW = dayOf('2025-09-01');

describe('what a customer does to 稼働', () => {
  it.each([
    [['2025-03-02'], 'new'],
    [['2025-03-01'], 'retained'],
    [['2024-09-02'], 'retained'],
    [['2024-09-01'], 'lapsed'],
    [['2024-03-02'], 'lapsed'],
    [['2024-03-01'], null],
    [['2024-03-01', '2025-09-01'], 'revived'],
    [['2025-09-02'], null],
  ])('orders on %j: %s', (dates, change) => {
    const history = bought(...dates.map((date): [string, number] => [date, 1]));
    expect(activityChange(history, THEN, NOW)).toBe(change);
  });
});

describe('増減の原因分析 (domain.md A5)', () => {
  const rows: ChangeRow[] = [
    { change: 'new', groupThen: '', groupNow: 'F1' },
    { change: 'revived', groupThen: 'F1', groupNow: 'F2' },
    { change: 'lapsed', groupThen: 'F1', groupNow: 'F1' },
    { change: 'lapsed', groupThen: 'F2', groupNow: '' },
    { change: 'retained', groupThen: 'F1', groupNow: 'F2' },
    { change: 'retained', groupThen: 'F1', groupNow: 'F2' },
    { change: 'retained', groupThen: 'F2', groupNow: 'F2' },
  ];

  it('explains each group by its own customers', () => {
    const { groups, total } = tally(changeTally(), rows);
    expect([...groups.keys()]).toEqual(['F1', 'F2']);
    expect(groups.get('F1')).toEqual({
      start: 3,
      new: 1,
      revived: 0,
      lapsed: 1,
      movedIn: 0,
      movedOut: 2,
      end: 1,
    });
    expect(groups.get('F2')).toEqual({
      start: 2,
      new: 0,
      revived: 1,
      lapsed: 1,
      movedIn: 2,
      movedOut: 0,
      end: 4,
    });
    expect(total).toEqual({
      start: 5,
      new: 1,
      revived: 1,
      lapsed: 2,
      movedIn: 2,
      movedOut: 2,
      end: 5,
    });
  });

  it('of nobody is nothing', () => {
    const { total, groups } = tally(changeTally(), []);
    expect(Object.values(total)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(groups.size).toBe(0);
  });

  it('pieces sum exactly to the change, in every group and as a whole', () => {
    const days = fc.tuple(anyDay, anyDay).map((pair) => pair.sort((a, b) => a - b));
    const names = fc.infiniteStream(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(anyShop, days, names, (shop, [then, now], stream) => {
        const customers = shop.map(({ history }) => ({
          history,
          groupThen: stream.next().value as string,
          groupNow: stream.next().value as string,
        }));
        const report = tally(
          changeTally(),
          customers.flatMap(({ history, ...groups }) => {
            const change = activityChange(history, then, now);
            return change ? { change, ...groups } : [];
          }),
        );
        const active = (history: History, day: Day) =>
          history.orders.some((order) => order.day <= day && day - order.day < 365);
        for (const [name, each] of report.groups) {
          const joined = each.new + each.revived + each.movedIn;
          expect(each.start + joined - each.lapsed - each.movedOut).toBe(each.end);
          expect(each.start).toBe(
            customers.filter((one) => one.groupThen === name && active(one.history, then)).length,
          );
          expect(each.end).toBe(
            customers.filter((one) => one.groupNow === name && active(one.history, now)).length,
          );
        }
        const { total } = report;
        expect(total.end - total.start).toBe(total.new + total.revived - total.lapsed);
        expect(total.movedIn).toBe(total.movedOut);
      }),
    );
  });
});
