import type { CustomerFacts } from '#app/domain/customer-facts.ts';
import type { CustomerId } from '#app/domain/ids.ts';

/** A customer of Tokyo as Shopify has them, with what the test says otherwise. */
export function aCustomer(
  facts: Partial<Omit<CustomerFacts, 'id' | 'more'>> & {
    id?: bigint;
    tags?: string[];
    more?: null;
  } = {},
): CustomerFacts {
  const { id = 1n, tags = [], more, ...rest } = facts;
  const at = Date.parse('2026-01-01T03:00:00Z');
  return {
    createdAt: at,
    updatedAt: at,
    country: 'JP',
    region: 'JP-13',
    account: 'enabled',
    ...rest,
    id: id as CustomerId,
    more:
      more === null
        ? null
        : { locale: 'ja', emailConsent: 'subscribed', smsConsent: null, orders: 3, tags },
  };
}
