import type { Shop } from '#app/store/database.ts';
import type { Order } from '#simulator/records.ts';
import type { Simulator } from '#simulator/server.ts';

const idOf = (gid: string) => gid.slice(gid.lastIndexOf('/') + 1);
const number = (gid: string | undefined | null) => (gid ? idOf(gid) : null);
const instant = (text: string | null) => text && new Date(text).toISOString();
const yen = (bag: { shopMoney: { amount: string } }) =>
  String(Math.round(Number(bag.shopMoney.amount)));

/** As the database writes them: those of one moment by their amount, none without money. */
function refundsText(refunds: Order['refunds']): string | null {
  const told = refunds
    .map(({ createdAt, totalRefundedSet }) => ({
      at: Date.parse(createdAt),
      amount: Number(yen(totalRefundedSet)),
    }))
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => a.at - b.at || a.amount - b.amount);
  return told.length === 0
    ? null
    : `[${told.map((one) => `[${one.at}, ${one.amount}]`).join(', ')}]`;
}

/** Every order of the simulated store with its lines, field by field, by id. */
export function ordersInStore({ world }: Simulator): Record<string, unknown> {
  return Object.fromEntries(
    [...world.orders.values()].map((order) => {
      const utm = order.customerJourneySummary?.lastVisit?.utmParameters;
      return [
        idOf(order.id),
        {
          name: order.name,
          customer: number(order.customer?.id),
          created: instant(order.createdAt),
          processed: instant(order.processedAt),
          updated: instant(order.updatedAt),
          cancelled: instant(order.cancelledAt),
          test: order.test,
          total: yen(order.totalPriceSet),
          current: yen(order.currentTotalPriceSet),
          refunded: yen(order.totalRefundedSet),
          refunds: refundsText(order.refunds),
          discount: yen(order.totalDiscountsSet),
          codes: order.discountCodes.toSorted(),
          tags: order.tags.toSorted(),
          source: order.sourceName,
          location: number(order.retailLocation?.id),
          business: order.purchasingCompany !== null,
          utm:
            (utm?.source ?? utm?.medium ?? utm?.campaign) == null
              ? null
              : [utm?.source, utm?.medium, utm?.campaign].join('/'),
          lines: Object.fromEntries(
            order.lineItems.map((item) => [
              idOf(item.id),
              {
                title: item.title,
                product: number(item.product?.id),
                variant: number(item.variant?.id),
                quantity: item.quantity,
                left: item.currentQuantity,
                plan: item.sellingPlan?.name ?? null,
                sales: String(
                  Math.round(
                    Number(item.discountedTotalSet.shopMoney.amount) -
                      Number(item.codeDiscountSet.shopMoney.amount),
                  ),
                ),
              },
            ]),
          ),
        },
      ];
    }),
  );
}

/** The same of the database. */
export async function ordersOf(shop: Shop): Promise<Record<string, unknown>> {
  const [row] = await shop.db.sql.query<{ all: Record<string, unknown> | null }>(
    `select json_object_agg(o.id, json_build_object(
       'name', name, 'customer', customer_id::text, 'created', ${iso('created_at')},
       'processed', ${iso('processed_at')}, 'updated', ${iso('updated_at')},
       'cancelled', ${iso('cancelled_at')}, 'test', test, 'total', total_minor::text,
       'current', current_total_minor::text, 'refunded', refunded_minor::text, 'refunds', refunds::text,
       'discount', discount_minor::text, 'codes', discount_codes, 'tags', tags,
       'source', source_name, 'location', location_id::text, 'business', business,
       'utm', case when coalesce(utm_source, utm_medium, utm_campaign) is not null
              then concat_ws('/', coalesce(utm_source, ''), coalesce(utm_medium, ''), coalesce(utm_campaign, '')) end,
       'lines', coalesce((select json_object_agg(l.id, json_build_object(
          'title', l.title, 'product', ${unlessDeleted('product_id')},
          'variant', ${unlessDeleted('variant_id')}, 'quantity', quantity, 'left', current_quantity, 'plan', plan, 'sales', sales_minor::text))
          from order_line l left join product p on p.shop_id = l.shop_id and p.id = l.product_id
          where l.shop_id = o.shop_id and l.order_id = o.id), '{}'::json)
     )) as all
     from orders o where shop_id = $1 and not deleted`,
    [shop.id],
  );
  return row?.all ?? {};
}

/**
 * Shopify takes a deleted product off its orders; we keep which one it was, even of one that was
 * made and deleted without a word to us.
 */
function unlessDeleted(column: string): string {
  return `case when not p.deleted then l.${column}::text end`;
}

function iso(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Every customer of the simulated store, field by field, by id; the app's own tags left out. */
export function customersInStore({ world }: Simulator): Record<string, unknown> {
  return Object.fromEntries(
    [...world.customers.values()].map((customer) => [
      idOf(customer.id),
      {
        created: instant(customer.createdAt),
        updated: instant(customer.updatedAt),
        locale: customer.locale,
        account: customer.state.toLowerCase(),
        country: customer.defaultAddress?.countryCodeV2 ?? null,
        region: customer.defaultAddress?.provinceCode ?? null,
        email: customer.defaultEmailAddress?.marketingState.toLowerCase() ?? null,
        sms: customer.defaultPhoneNumber?.marketingState.toLowerCase() ?? null,
        tags: customer.tags.filter((tag) => !tag.startsWith('kz-')).toSorted(),
      },
    ]),
  );
}

/** The same of the database. */
export async function customersOf(shop: Shop): Promise<Record<string, unknown>> {
  const [row] = await shop.db.sql.query<{ all: Record<string, unknown> | null }>(
    `select json_object_agg(id, json_build_object(
       'created', ${iso('created_at')}, 'updated', ${iso('updated_at')}, 'locale', locale,
       'account', account, 'country', country, 'region', region, 'email', email_consent,
       'sms', sms_consent, 'tags', tags)) as all
     from customer where shop_id = $1 and gone is null`,
    [shop.id],
  );
  return row?.all ?? {};
}

/** Every product of the simulated store with its variants, field by field, by id. */
export function productsInStore({ world }: Simulator): Record<string, unknown> {
  return Object.fromEntries(
    [...world.products.values()].map((product) => [
      idOf(product.id),
      {
        created: instant(product.createdAt),
        updated: instant(product.updatedAt),
        title: product.title,
        type: product.productType,
        vendor: product.vendor,
        status: product.status.toLowerCase(),
        tags: product.tags.toSorted(),
        variants: Object.fromEntries(
          product.variants.map(({ id, title, sku, inventoryItem: { unitCost } }) => [
            idOf(id),
            { title, sku, cost: unitCost && String(Math.round(Number(unitCost.amount))) },
          ]),
        ),
      },
    ]),
  );
}

/** The same of the database. */
export async function productsOf(shop: Shop): Promise<Record<string, unknown>> {
  const [row] = await shop.db.sql.query<{ all: Record<string, unknown> | null }>(
    `select json_object_agg(p.id, json_build_object(
       'created', ${iso('created_at')}, 'updated', ${iso('updated_at')}, 'title', title,
       'type', type, 'vendor', vendor, 'status', status, 'tags', tags,
       'variants', coalesce((select json_object_agg(v.id, json_build_object(
          'title', title, 'sku', sku, 'cost', unit_cost_minor::text))
          from variant v where v.shop_id = p.shop_id and v.product_id = p.id), '{}'::json)
     )) as all
     from product p where shop_id = $1 and not deleted`,
    [shop.id],
  );
  return row?.all ?? {};
}
