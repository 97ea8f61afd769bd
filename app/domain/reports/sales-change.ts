/** A rational number; the denominator is above 0. */
export interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** Sales of a period and how many customers made them; minor units. */
export interface SalesOfCustomers {
  sales: bigint;
  customers: bigint;
}

/** Why sales changed, in minor units. */
export interface SalesChange {
  change: bigint;
  /** Because there are more or fewer customers; rounded half up to whole units. */
  byCount: bigint;
  /** Because each buys for more or less; change = byCount + byLtv, exactly. */
  byLtv: bigint;
  /** The same two without rounding, over one denominator; they sum to the change exactly. */
  exact: { byCount: Fraction; byLtv: Fraction };
}

/**
 * Δsales = Δcount × LTV + count × ΔLTV (domain.md A5) with LTV and count each the mean of both
 * periods: so the cross term Δcount × ΔLTV falls to both in halves, and the split of a way there is
 * the split of the way back. Where one period had no customers all of the change is of the count.
 */
export function salesChange(then: SalesOfCustomers, now: SalesOfCustomers): SalesChange {
  const change = now.sales - then.sales;
  const byCount = countEffect(then, now);
  const rest = change * byCount.denominator - byCount.numerator;
  const rounded = roundedHalfUp(byCount);
  return {
    change,
    byCount: rounded,
    byLtv: change - rounded,
    exact: { byCount, byLtv: { numerator: rest, denominator: byCount.denominator } },
  };
}

function countEffect(then: SalesOfCustomers, now: SalesOfCustomers): Fraction {
  if (then.customers === 0n || now.customers === 0n) {
    return { numerator: now.sales - then.sales, denominator: 1n };
  }
  const ltvs = then.sales * now.customers + now.sales * then.customers;
  return {
    numerator: (now.customers - then.customers) * ltvs,
    denominator: 2n * then.customers * now.customers,
  };
}

function roundedHalfUp({ numerator, denominator }: Fraction): bigint {
  return floorOf(2n * numerator + denominator, 2n * denominator);
}

function floorOf(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < quotient * denominator ? quotient - 1n : quotient;
}
