import { addDays, type Day } from '../day.ts';
import { factsAt } from '../history.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import type { Settings } from '../settings.ts';
import { sumOfStocks, type Stock, type StockRow } from './stock.ts';

/** Where the facts that CPM looks at are cut: whoever is on the same side of all is in one group. */
export interface CpmCuts {
  /** Least orders, days and minor units of the upper side. */
  orders: number;
  tenureDays: [number, number];
  amount: number;
  departureDays: number;
}

/** Customers between the same cuts, with the least that any of them has. */
export interface CpmCell extends Omit<Stock, 'yearSales'> {
  leastOrders: number;
  leastTenure: number;
  leastAmount: number;
  leastDeparture: number;
}

/** The cuts of the settings. */
export function cpmCuts({
  cpm: { toddlerDays, trendyDays, amount, lapsedDays },
}: Settings): CpmCuts {
  return {
    orders: 2,
    tenureDays: [toddlerDays, trendyDays],
    amount,
    departureDays: lapsedDays,
  };
}

/**
 * The present stock of every CPM group, of customers summed between the cuts: the model is asked
 * once a cell. Sales of the last 365 days are not known of cells.
 */
export function stocksOfCells(
  cells: readonly CpmCell[],
  settings: Settings,
  day: Day,
): StockRow<CpmState>[] {
  const groups = Map.groupBy(cells, (cell) => stateOf(cell, settings, day));
  return cpm.states.map((state) => {
    const stocks = (groups.get(state) ?? []).map((cell) => ({ ...cell, yearSales: 0n }));
    return { day, state, ...sumOfStocks(stocks) };
  });
}

/** Where a customer stands who has no more than the least of a cell. */
function stateOf(cell: CpmCell, settings: Settings, day: Day): CpmState | null {
  const lastDay = addDays(day, -cell.leastDeparture);
  const first = { day: addDays(lastDay, -cell.leastTenure), value: cell.leastAmount };
  const later = Array.from({ length: cell.leastOrders - 1 }, () => ({ day: lastDay, value: 0 }));
  const facts = factsAt({ orders: [first, ...later] }, day);
  return facts && cpm.classify(facts, settings);
}
