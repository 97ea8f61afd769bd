import { numberOf } from '../numbering.ts';
import type { Order, OrderEdit } from '../records.ts';
import type { World } from '../world.ts';
import type { Json } from './json-text.ts';
import { fill, partOf, sampleOf } from './samples.ts';
import { shopTime } from './shop-time.ts';

/** What an edit put into an order and took out of it. */
export function editPayload(
  { id, additions, removals }: OrderEdit,
  order: Order,
  world: World,
): Json {
  const at = shopTime(order.updatedAt, world.shop.ianaTimezone);
  const told = (changes: OrderEdit['additions']) =>
    changes.map((change) => ({ id: numberOf(change.id), delta: change.delta }));
  const nothing = { additions: [], removals: [] };
  return {
    order_edit: fill(partOf(sampleOf('orders/edited'), 'order_edit'), {
      id: numberOf(id),
      created_at: at,
      committed_at: at,
      order_id: numberOf(order.id),
      staff_note: '',
      user_id: null,
      line_items: { additions: told(additions), removals: told(removals) },
      discounts: { line_item: nothing },
      shipping_lines: nothing,
    }),
  };
}
