import { bag, priceText } from '../money.ts';
import { numberOf } from '../numbering.ts';
import type { LineItem, MoneyBag, Order } from '../records.ts';
import { ownDiscount } from '../webhooks/discount-shapes.ts';
import type { World } from '../world.ts';
import { asText, exportTime, yesNo, type Row } from './cells.ts';

/** The columns of Shopify's own export of orders; those the store knows nothing of stay empty. */
export const ORDER_COLUMNS = [
  'Name',
  'Email',
  'Financial Status',
  'Paid at',
  'Fulfillment Status',
  'Fulfilled at',
  'Accepts Marketing',
  'Currency',
  'Subtotal',
  'Shipping',
  'Taxes',
  'Total',
  'Discount Code',
  'Discount Amount',
  'Shipping Method',
  'Created at',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem compare at price',
  'Lineitem sku',
  'Lineitem requires shipping',
  'Lineitem taxable',
  'Lineitem fulfillment status',
  'Billing Name',
  'Billing Street',
  'Billing Address1',
  'Billing Address2',
  'Billing Company',
  'Billing City',
  'Billing Zip',
  'Billing Province',
  'Billing Country',
  'Billing Phone',
  'Shipping Name',
  'Shipping Street',
  'Shipping Address1',
  'Shipping Address2',
  'Shipping Company',
  'Shipping City',
  'Shipping Zip',
  'Shipping Province',
  'Shipping Country',
  'Shipping Phone',
  'Notes',
  'Note Attributes',
  'Cancelled at',
  'Payment Method',
  'Payment Reference',
  'Refunded Amount',
  'Vendor',
  'Outstanding Balance',
  'Employee',
  'Location',
  'Device ID',
  'Id',
  'Tags',
  'Risk Level',
  'Source',
  'Lineitem discount',
  'Tax 1 Name',
  'Tax 1 Value',
  'Tax 2 Name',
  'Tax 2 Value',
  'Tax 3 Name',
  'Tax 3 Value',
  'Tax 4 Name',
  'Tax 4 Value',
  'Tax 5 Name',
  'Tax 5 Value',
  'Phone',
  'Receipt Number',
  'Duties',
  'Billing Province Name',
  'Shipping Province Name',
  'Payment ID',
  'Payment Terms Name',
  'Next Payment Due At',
  'Payment References',
] as const;
type OrderColumn = (typeof ORDER_COLUMNS)[number];

const UNPAID = new Set(['AUTHORIZED', 'EXPIRED', 'PENDING', 'VOIDED']);
const text = ({ shopMoney }: MoneyBag) => priceText(shopMoney);

/**
 * The rows of the export, newest order first: an order's facts stand on its first row, each line of
 * it has a row. Its day is the one that the admin shows, on which it was processed.
 */
export function* orderRows(world: World, before: string | null): Generator<Row<OrderColumn>> {
  const end = before === null ? Infinity : Date.parse(before);
  const wanted = [...world.orders.values()]
    .map((order) => ({ order, at: Date.parse(order.processedAt) }))
    .filter(({ at }) => at < end)
    .sort((one, other) => other.at - one.at);
  for (const { order } of wanted) yield* rowsOf(order, world);
}

function* rowsOf(order: Order, world: World): Generator<Row<OrderColumn>> {
  const buyer = order.customer && world.customers.get(order.customer.id);
  const named = { Name: order.name, Email: buyer?.defaultEmailAddress?.emailAddress ?? '' };
  const facts = factsOf(order, world);
  if (order.lineItems.length === 0) yield { ...named, ...facts };
  for (const [index, item] of order.lineItems.entries())
    yield { ...named, ...(index === 0 && facts), ...lineOf(item, world) };
}

function factsOf(order: Order, world: World): Row<OrderColumn> {
  const { shippingAddress: to, displayFinancialStatus: status, customer } = order;
  const { currencyCode, ianaTimezone } = world.shop;
  const at = (instant: string) => exportTime(instant, ianaTimezone);
  const buyer = customer && world.customers.get(customer.id);
  return {
    'Financial Status': status?.toLowerCase() ?? '',
    'Paid at': status === null || UNPAID.has(status) ? '' : at(order.processedAt),
    'Accepts Marketing': yesNo(buyer?.defaultEmailAddress?.marketingState === 'SUBSCRIBED'),
    Currency: currencyCode,
    Subtotal: text(order.subtotalPriceSet),
    Shipping: text(order.totalShippingPriceSet),
    Total: text(order.totalPriceSet),
    'Discount Code': order.discountCodes.join(', '),
    'Discount Amount': text(order.totalDiscountsSet),
    'Created at': at(order.processedAt),
    'Shipping Address1': to?.address1 ?? '',
    'Shipping City': to?.city ?? '',
    'Shipping Zip': asText(to?.zip),
    'Shipping Province': to?.provinceCode ?? '',
    'Shipping Country': to?.countryCodeV2 ?? '',
    'Shipping Province Name': to?.province ?? '',
    'Cancelled at': order.cancelledAt === null ? '' : at(order.cancelledAt),
    'Refunded Amount': text(order.totalRefundedSet),
    'Outstanding Balance': text(
      status === 'PENDING' ? order.currentTotalPriceSet : bag('0', currencyCode),
    ),
    Location: order.retailLocation?.name ?? '',
    Id: String(numberOf(order.id)),
    Tags: order.tags.join(', '),
    Source: order.sourceName ?? '',
  };
}

function lineOf(item: LineItem, { shop }: World): Row<OrderColumn> {
  const { title, variantTitle } = item;
  return {
    'Lineitem quantity': item.quantity,
    'Lineitem name': variantTitle === null ? title : `${title} - ${variantTitle}`,
    'Lineitem price': text(item.originalUnitPriceSet),
    'Lineitem sku': item.sku ?? '',
    'Lineitem discount': text(bag(ownDiscount(item), shop.currencyCode)),
    Vendor: item.vendor ?? '',
  };
}
