import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { CALENDAR_MODELS } from '../models/index.ts';
import type { CalendarModel } from '../models/model.ts';
import type { Settings } from '../settings.ts';
import { timelineOf } from '../timeline.ts';
import { monthEnds } from './calendar-months.ts';
import { codeOf, MonthSheet, MonthTables, SPANS, type DatedValue } from './month-tables.ts';
import type { TrackedCustomer } from './place.ts';
import { stockTally } from './stock.ts';
import { tally } from './tally.ts';
import { moveOf, transitionMatrix } from './transition-matrix.ts';

const AS_OF = 20_400 as Day;
/** From before anybody's first order on. */
const ENDS = monthEnds(AS_OF, 50);

const anyShop = fc.tuple(fc.array(anyHistory, { maxLength: 8 }), anySettings);

function tablesOf(shop: readonly History[], settings: Settings, ends = ENDS, from = 0) {
  const sheet = new MonthSheet(ends, CALENDAR_MODELS);
  const tables = new MonthTables(ends, CALENDAR_MODELS, from);
  for (const history of shop) {
    sheet.readOrders(inOrder(history.orders));
    for (const [index, model] of CALENDAR_MODELS.entries()) {
      const timeline = timelineOf<string>(model, history, settings);
      sheet.readTimeline(
        index,
        timeline.map((period) => period.from),
        timeline.map(({ state }) => codeOf(model, state)),
      );
    }
    tables.add(sheet);
  }
  return { stocks: [...tables.stocks()], moves: [...tables.moves()] };
}

function inOrder(orders: readonly DatedValue[]): DatedValue[] {
  return orders.toSorted((a, b) => a.day - b.day);
}

function tracked(shop: readonly History[], model: CalendarModel, settings: Settings) {
  return shop.map((history): TrackedCustomer => {
    const bought = { orders: history.orders };
    return { history: bought, timeline: timelineOf(model, history, settings) };
  });
}

describe('month tables', () => {
  it('hold the stock of every model and state at the end of every month', () => {
    fc.assert(
      fc.property(anyShop, ([shop, settings]) => {
        const { stocks } = tablesOf(shop, settings);
        const wanted = CALENDAR_MODELS.flatMap((model: CalendarModel) =>
          tally(stockTally(model.states, ENDS), tracked(shop, model, settings))
            .filter(({ customers, yearSales }) => customers > 0 || yearSales !== 0n)
            .map((row) => ({ ...row, model: model.key })),
        );
        expect(stocks).toEqual(wanted);
      }),
    );
  });

  it('hold every way between two ends of months, as the transition matrix does', () => {
    fc.assert(
      fc.property(anyShop, fc.nat(ENDS.length - 1), ([shop, settings], month) => {
        const now = ENDS[month]!;
        const moves = tablesOf(shop, settings).moves.filter(({ day }) => day === now);
        const wanted = CALENDAR_MODELS.flatMap((model: CalendarModel) =>
          SPANS.flatMap((span) => {
            const then = ENDS[month - span] ?? ((ENDS[0]! - 1) as Day);
            const customers = tracked(shop, model, settings);
            const matrix = tally(
              transitionMatrix(model.states),
              customers.map((each) => moveOf(each, then, now)),
            );
            return matrix.rows.flatMap((from, row) =>
              matrix.columns.flatMap((to, column) => {
                const cell = matrix.cells[row]?.[column];
                if (!cell || cell.customers === 0) return [];
                return [{ day: now, model: model.key, span, from, to, ...cell }];
              }),
            );
          }),
        );
        expect(moves).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('come to the same for the last months alone', () => {
    fc.assert(
      fc.property(anyShop, fc.integer({ min: 12, max: 49 }), ([shop, settings], first) => {
        const all = tablesOf(shop, settings);
        const last = tablesOf(shop, settings, ENDS.slice(first - 12), 12);
        const isLast = ({ day }: { day: Day }) => day >= ENDS[first]!;
        expect(last.stocks).toEqual(all.stocks.filter(isLast));
        expect(last.moves).toEqual(all.moves.filter(isLast));
      }),
      { numRuns: 30 },
    );
  });

  it('add up exactly beyond 2^53', () => {
    const ends = [31 as Day];
    const model = { key: 'one', states: ['only'] };
    const sheet = new MonthSheet(ends, [model]);
    const tables = new MonthTables(ends, [model]);
    const value = Number.MAX_SAFE_INTEGER;
    for (let customer = 0; customer < 3; customer += 1) {
      sheet.readOrders([{ day: 3, value }]);
      sheet.readTimeline(0, [3], [codeOf(model, 'only')]);
      tables.add(sheet);
    }
    const sum = 3n * BigInt(value);
    expect([...tables.stocks()]).toMatchObject([{ amount: sum, yearSales: sum }]);
    expect([...tables.moves()]).toMatchObject([
      { span: 1, from: 'not-yet', amountThen: 0n, amountNow: sum },
      { span: 6, amountNow: sum },
      { span: 12, amountNow: sum },
    ]);
  });

  it('know no state that the model does not have', () => {
    expect(() => codeOf({ key: 'one', states: ['only'] }, 'other')).toThrow(
      'one has no state other',
    );
  });
});
