import type { CustomerId, OrderId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import type { OrderFacts } from '#app/domain/order.ts';

/** An order of ¥5,000 by customer 1 on 1 January 2026, with what the test says otherwise. */
export function anOrder(
  facts: Partial<Omit<OrderFacts, 'id' | 'customerId' | 'total' | 'currentTotal' | 'refunded'>> & {
    id: bigint;
    customerId?: bigint | null;
    total?: number;
    refunded?: number;
  },
): OrderFacts {
  const { id, customerId = 1n, total = 5_000, refunded = 0, ...rest } = facts;
  const at = Date.parse('2026-01-01T03:00:00Z');
  return {
    name: `#${id}`,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    test: false,
    refunds: [],
    discount: 0 as Minor,
    discountCodes: [],
    tags: [],
    sourceName: 'web',
    locationId: null,
    business: false,
    utm: null,
    lines: [],
    ...rest,
    id: id as OrderId,
    customerId: customerId as CustomerId | null,
    total: total as Minor,
    currentTotal: (total - refunded) as Minor,
    refunded: refunded as Minor,
  };
}
