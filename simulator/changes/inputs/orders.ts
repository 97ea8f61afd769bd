import { z } from 'zod';
import { person } from './customers.ts';
import { amount, gid, instant, money } from './parts.ts';

const text = z.string().nullable();
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
const reason = z.enum(['CUSTOMER', 'DECLINED', 'FRAUD', 'INVENTORY', 'OTHER', 'STAFF']);

const LineInput = z.strictObject({
  id: gid('LineItem').optional(),
  product: z.strictObject({ id: gid('Product') }).nullable(),
  quantity: z.number().int().min(1),
  currentQuantity: z.number().int().min(0).optional(),
  title: z.string().optional(),
  sku: text.optional(),
  variantTitle: text.optional(),
  vendor: text.optional(),
  variant: z
    .strictObject({ id: gid('ProductVariant') })
    .nullable()
    .optional(),
  originalUnitPriceSet: money.optional(),
  discountedTotalSet: money.optional(),
  codeDiscountSet: money.optional(),
  sellingPlan: z
    .strictObject({ name: z.string().min(1), sellingPlanId: gid('SellingPlan').nullable() })
    .nullable()
    .optional(),
});
export type LineInput = z.infer<typeof LineInput>;

const RefundOfOrder = z.strictObject({
  id: gid('Refund'),
  createdAt: instant,
  totalRefundedSet: money,
  returned: z
    .array(z.strictObject({ lineItemId: gid('LineItem'), quantity: z.number().int().min(1) }))
    .optional(),
});

const utm = z.strictObject({
  source: text.default(null),
  medium: text.default(null),
  campaign: text.default(null),
  content: text.default(null),
  term: text.default(null),
});
const visit = z
  .strictObject({
    id: gid('CustomerVisit'),
    occurredAt: instant,
    source: z.string(),
    sourceType: text.default(null),
    landingPage: text.default(null),
    referrerUrl: text.default(null),
    utmParameters: utm.nullable().default(null),
  })
  .nullable()
  .default(null);
const named = (type: string) => z.strictObject({ id: gid(type), name: z.string() });

/** Where an order came from, as it stands in the order. */
const placed = {
  sourceName: text.optional(),
  app: named('App').nullable().optional(),
  attribution: z
    .strictObject({ handle: z.string(), displayName: z.string() })
    .nullable()
    .optional(),
  retailLocation: named('Location').nullable().optional(),
  purchasingCompany: z
    .strictObject({ company: named('Company'), location: named('CompanyLocation') })
    .nullable()
    .optional(),
  customerJourneySummary: z
    .strictObject({
      ready: z.boolean().default(true),
      customerOrderIndex: z.number().int().nullable().default(null),
      daysToConversion: z.number().int().nullable().default(null),
      firstVisit: visit,
      lastVisit: visit,
    })
    .nullable()
    .optional(),
};

/** `POST /__sim/orders`: a new order, or with an id a change of the fields given. */
export const OrderInput = z.strictObject({
  id: gid('Order').optional(),
  name: z.string().optional(),
  createdAt: instant.optional(),
  processedAt: instant.optional(),
  updatedAt: instant.optional(),
  cancelledAt: instant.nullable().optional(),
  cancelReason: reason.nullable().optional(),
  closedAt: instant.nullable().optional(),
  test: z.boolean().optional(),
  edited: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  discountCodes: z.array(z.string()).optional(),
  ...placed,
  displayFinancialStatus: status.nullable().optional(),
  /** Taken as it is read; the store keeps the address it has. */
  shippingAddress: z.looseObject({}).nullable().optional(),
  /** By id, a new one by what is known of it, or null for a guest. */
  customer: z
    .strictObject({ id: gid('Customer').optional(), ...person })
    .nullable()
    .optional(),
  totalPriceSet: money.optional(),
  subtotalPriceSet: money.optional(),
  totalDiscountsSet: money.optional(),
  totalShippingPriceSet: money.optional(),
  currentTotalPriceSet: money.optional(),
  totalRefundedSet: money.optional(),
  lineItems: z.array(LineInput).optional(),
  refunds: z.array(RefundOfOrder).optional(),
});
export type OrderInput = z.infer<typeof OrderInput>;

/** `POST /__sim/orders/:id/refund`; `restock` says that the goods came back. */
export const RefundInput = z.strictObject({ amount, restock: z.boolean().default(false) });
export type RefundInput = z.infer<typeof RefundInput>;

/** `POST /__sim/orders/:id/edit`: how many pieces of a line are wanted, and lines that are new. */
export const EditInput = z.strictObject({
  lineItems: z
    .array(z.strictObject({ id: gid('LineItem'), currentQuantity: z.number().int().min(0) }))
    .default([]),
  add: z.array(LineInput).default([]),
});
export type EditInput = z.infer<typeof EditInput>;
