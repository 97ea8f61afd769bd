import type { History } from '../history.ts';
import { entryOf } from './counts.ts';
import { isIn, type DayRange } from './day-range.ts';
import { MoneySum } from './money-sum.ts';
import { soldLines } from './order-products.ts';
import type { Tally } from './tally.ts';

/** What a product brought in a period; minor units. */
export interface ProductProfit {
  units: number;
  sales: bigint;
  /** 粗利: sales less cost; null while the cost of any unit sold is unknown. */
  profit: bigint | null;
}

/** Sales and gross profit of every product in a period (domain.md A4.6). */
export function productProfit(period: DayRange): Tally<History, Map<string, ProductProfit>> {
  const products = new Map<string, Sums>();
  return {
    add({ orders }) {
      for (const order of orders) {
        if (!isIn(period, order.day)) continue;
        for (const { product, quantity, sales, cost } of soldLines(order)) {
          const sums = entryOf(products, product, noSums);
          sums.units += quantity;
          sums.sales.add(sales);
          if (cost === null) sums.unknown = true;
          else sums.cost.add(cost);
        }
      }
    },
    result: () => new Map([...products].map(([product, sums]) => [product, profitOf(sums)])),
  };
}

interface Sums {
  units: number;
  sales: MoneySum;
  cost: MoneySum;
  unknown: boolean;
}

function noSums(): Sums {
  return { units: 0, sales: new MoneySum(), cost: new MoneySum(), unknown: false };
}

function profitOf({ units, sales, cost, unknown }: Sums): ProductProfit {
  return { units, sales: sales.total, profit: unknown ? null : sales.total - cost.total };
}
