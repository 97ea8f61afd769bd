import { z } from 'zod';

const gid = (type: string) =>
  z.string().regex(new RegExp(`^gid://shopify/${type}/[1-9]\\d*$`), `must be a gid of a ${type}`);
const instant = z.iso.datetime({ offset: true }).transform(toSecond);
const amount = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^\d+(\.\d+)?$/, 'must be an amount of 0 or more'));
const money = z.strictObject({
  shopMoney: z.strictObject({ amount, currencyCode: z.string().length(3).optional() }),
});
const status = z.enum([
  'AUTHORIZED',
  'EXPIRED',
  'PAID',
  'PARTIALLY_PAID',
  'PARTIALLY_REFUNDED',
  'PENDING',
  'REFUNDED',
  'VOIDED',
]);

const person = {
  firstName: z.string().nullable().optional(),
  lastName: z.string().nullable().optional(),
  locale: z.string().optional(),
  tags: z.array(z.string()).optional(),
  createdAt: instant.optional(),
  /** Taken and replaced: when a record changed is the store's to say. */
  updatedAt: instant.optional(),
};

/** `POST /__sim/customers`: a new customer, or with an id a change of it. */
export const CustomerInput = z.strictObject({ id: gid('Customer').optional(), ...person });
export type CustomerInput = z.infer<typeof CustomerInput>;

const LineInput = z.strictObject({
  id: gid('LineItem').optional(),
  product: z.strictObject({ id: gid('Product') }).nullable(),
  quantity: z.number().int().min(1),
  currentQuantity: z.number().int().min(0).optional(),
  title: z.string().optional(),
  sku: z.string().nullable().optional(),
  originalUnitPriceSet: money.optional(),
});

const RefundOfOrder = z.strictObject({
  id: gid('Refund'),
  createdAt: instant,
  totalRefundedSet: money,
  returned: z
    .array(z.strictObject({ lineItemId: gid('LineItem'), quantity: z.number().int().min(1) }))
    .optional(),
});

/** `POST /__sim/orders`: a new order, or with an id a change of the fields given. */
export const OrderInput = z.strictObject({
  id: gid('Order').optional(),
  name: z.string().optional(),
  createdAt: instant.optional(),
  processedAt: instant.optional(),
  updatedAt: instant.optional(),
  cancelledAt: instant.nullable().optional(),
  test: z.boolean().optional(),
  sourceName: z.string().nullable().optional(),
  displayFinancialStatus: status.nullable().optional(),
  /** By id, a new one by what is known of it, or null for a guest. */
  customer: z
    .strictObject({ id: gid('Customer').optional(), ...person })
    .nullable()
    .optional(),
  totalPriceSet: money.optional(),
  currentTotalPriceSet: money.optional(),
  totalRefundedSet: money.optional(),
  lineItems: z.array(LineInput).optional(),
  refunds: z.array(RefundOfOrder).optional(),
});
export type OrderInput = z.infer<typeof OrderInput>;

/** `POST /__sim/orders/:id/refund`; `restock` says that the goods came back. */
export const RefundInput = z.strictObject({ amount, restock: z.boolean().default(false) });
export type RefundInput = z.infer<typeof RefundInput>;

function toSecond(text: string): string {
  return new Date(Math.floor(Date.parse(text) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
