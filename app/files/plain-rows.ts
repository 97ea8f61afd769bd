import { readAmount } from './amount.ts';
import { cellAt, type Header } from './header.ts';
import { hand, type RowContext } from './order-row.ts';
import { unreadable } from './reasons.ts';
import type { TakeRecord } from './records.ts';

/** The columns without which a file is not of the plain form. */
export const PLAIN_COLUMNS = ['customer_id', 'order_id', 'ordered_at', 'amount'];

/** Reads the rows of the plain form, each one line of an order. @throws BadFile for a bad header. */
export function plainRows(header: Header, context: RowContext): TakeRecord {
  const at = {
    customerId: header.need('customer_id'),
    orderId: header.need('order_id'),
    orderedAt: header.need('ordered_at'),
    amount: header.need('amount'),
    currency: header.find('currency'),
  };
  const { bad, moment, currency } = context;
  return (cells, line) => {
    const orderId = cellAt(cells, at.orderId);
    const customerId = cellAt(cells, at.customerId) || null;
    const orderedAt = cellAt(cells, at.orderedAt);
    const ordered = moment(orderedAt);
    const price = cellAt(cells, at.amount);
    const amount = readAmount(price);
    const objection = currency.objectionTo(cellAt(cells, at.currency));
    if (orderId === '') bad.add(line, 'order_id is missing');
    if (!ordered) bad.add(line, unreadable('date', 'ordered_at', orderedAt));
    if (!amount) bad.add(line, unreadable('amount', 'amount', price));
    if (objection !== null) bad.add(line, objection);
    if (!ordered || !amount || bad.includes(line)) return;
    const { day } = ordered;
    hand({ line, orderId, customerId, day, amount, counts: true, whole: false }, context);
  };
}
