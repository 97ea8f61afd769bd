import { isPositive, readAmount, subtract, type Amount } from './amount.ts';
import { cellAt, type Header } from './header.ts';
import { hand, type RowContext } from './order-row.ts';
import { unreadable } from './reasons.ts';
import type { TakeRecord } from './records.ts';

/** The columns without which a file is not Shopify's export of orders. */
export const SHOPIFY_COLUMNS = ['Name', 'Email', 'Total', 'Created at'];

/**
 * Reads the rows of Shopify's export of orders. The row with a Total holds the order's facts; the
 * ones without are further line items, whose dates and amounts are not read.
 *
 * @throws BadFile for a bad header.
 */
export function shopifyRows(header: Header, context: RowContext): TakeRecord {
  const at = {
    orderId: header.need('Name'),
    email: header.need('Email'),
    total: header.need('Total'),
    currency: header.find('Currency'),
  };
  const readFacts = factsReader(header, context);
  const { bad, currency } = context;
  /** Orders whose first row was bad: their further rows are not blamed for that. */
  const refused = new Set<string>();
  return (cells, line) => {
    const orderId = cellAt(cells, at.orderId);
    const customerId = cellAt(cells, at.email).toLowerCase() || null;
    const continues = cellAt(cells, at.total) === '';
    if (orderId === '') bad.add(line, 'Name is missing');
    const objection = currency.objectionTo(cellAt(cells, at.currency));
    if (objection !== null) bad.add(line, objection);
    if (continues) {
      if (refused.has(orderId) || bad.includes(line)) return;
      hand({ line, orderId, customerId, amount: null }, context);
      return;
    }
    const facts = readFacts(cells, line);
    if (bad.includes(line)) refused.add(orderId);
    else if (facts) hand({ line, orderId, customerId, ...facts }, context);
  };
}

function factsReader(header: Header, { bad, moment }: RowContext) {
  const at = {
    createdAt: header.need('Created at'),
    total: header.need('Total'),
    refunded: header.find('Refunded Amount'),
    cancelledAt: header.find('Cancelled at'),
  };
  return (cells: readonly string[], line: number) => {
    const createdAt = cellAt(cells, at.createdAt);
    const created = moment(createdAt);
    const [total, refunded] = [cellAt(cells, at.total), cellAt(cells, at.refunded)];
    const amount = valueOf(total, refunded);
    if (!created) bad.add(line, unreadable('date', 'Created at', createdAt));
    if (typeof amount === 'string') bad.add(line, amount);
    if (!created || typeof amount === 'string') return null;
    const counts = cellAt(cells, at.cancelledAt) === '' && isPositive(amount);
    return { day: created.day, amount, counts, whole: true };
  };
}

/** Total − Refunded Amount, or the reason why there is none. */
function valueOf(total: string, refunded: string): Amount | string {
  const whole = readAmount(total);
  if (!whole) return unreadable('amount', 'Total', total);
  if (refunded === '') return whole;
  const back = readAmount(refunded);
  if (!back) return unreadable('amount', 'Refunded Amount', refunded);
  return subtract(whole, back);
}
