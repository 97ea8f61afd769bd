import { z } from 'zod';

const names = z.array(z.string().trim().min(1).max(255)).max(250).default([]);

/** What the merchant leaves out of every number, beside what never counts (`counts` in order.ts). */
export const Counting = z.strictObject({
  /** Handles of sales channels, such as `pos`; an empty name stands for orders without one. */
  leaveOutChannels: z.array(z.string().max(255)).max(250).default([]),
  leaveOutOrderTags: names,
  /** Customers with one of these tags get no segments, such as staff. */
  leaveOutCustomerTags: names,
  /** Orders of companies (B2B). */
  leaveOutBusiness: z.boolean().default(false),
  /** Orders that cost nothing from the beginning, such as free samples, count as orders. */
  countFreeOrders: z.boolean().default(false),
});
export type Counting = z.infer<typeof Counting>;

/** Nothing is left out. */
export const COUNT_ALL: Counting = Counting.parse({});
