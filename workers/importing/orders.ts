import { z } from 'zod';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import type { OrderFacts } from '#app/domain/order.ts';
import { readExportedCustomers } from '#app/files/exported-customers.ts';
import { readExportedOrders, type ExportedOrder } from '#app/files/exported-orders.ts';
import { fileInMemory } from '#app/files/source.ts';
import { presentCustomers } from '#app/store/customers.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { locationsByName } from '#app/store/places.ts';
import { formsBySku, type SoldForm } from '#app/store/products.ts';
import { moveUpload, readUploadBody, type Upload } from '#app/store/uploads.ts';
import type { ImportContext, Imported } from './imported.ts';

const BATCH = 1_000;

const Beside = z.object({ customersUpload: z.number().nullable() });

/** What the shop knows of what a file names. */
interface Names {
  ownerOf: (email: string) => CustomerId | null;
  locations: ReadonlyMap<string, bigint>;
  forms: ReadonlyMap<string, SoldForm>;
}

/**
 * Takes over the good orders of Shopify's export, from where it stands. They hold only where Shopify
 * itself said nothing. Orders whose customer is not known count as those of guests, until a file
 * says whose they are.
 */
export async function importOrders(
  { shop, known, stopping, enqueue }: ImportContext,
  upload: Upload,
  body: Uint8Array,
): Promise<Imported> {
  const source = fileInMemory(upload.fileName, body);
  const { orders, bad } = await readExportedOrders(source, known);
  const names = await namesOf(shop, upload);
  for (let from = upload.rowsDone; from < orders.length; from += BATCH) {
    if (stopping.aborted) return null;
    const batch = orders.slice(from, from + BATCH);
    const { changed } = await saveOrders(
      shop,
      batch.map((order) => factsOf(order, names)),
      { because: 'import', asked: true, fromFile: true },
    );
    const step = { from, to: from + batch.length, counts: { saved: changed } };
    if (!(await moveUpload(shop, upload.id, step))) return null;
    await enqueue('rebuild', { shopId: shop.id });
  }
  return { orders: orders.length, errors: bad };
}

async function namesOf(shop: Shop, { report }: Upload): Promise<Names> {
  const { customersUpload } = Beside.parse(report);
  const body = customersUpload && (await readUploadBody(shop, BigInt(customersUpload)));
  const byEmail = body
    ? (await readExportedCustomers(fileInMemory('customers', body))).byEmail
    : new Map<string, CustomerId>();
  const present = await presentCustomers(shop, [...new Set(byEmail.values())]);
  return {
    ownerOf: (email) => {
      const told = byEmail.get(email);
      return told === undefined ? null : (present.get(told) ?? null);
    },
    locations: await locationsByName(shop),
    forms: await formsBySku(shop),
  };
}

/** An export says nothing of edits, companies, tests and visits. Its lines have no ids: their places are. */
function factsOf(order: ExportedOrder, { ownerOf, locations, forms }: Names): OrderFacts {
  const { id, name, email, createdAt, cancelledAt, total, refunded, location } = order;
  return {
    id,
    name,
    customerId: email === null ? null : ownerOf(email),
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
    cancelledAt,
    test: false,
    total,
    currentTotal: (total - refunded) as Minor,
    refunded,
    refunds: [],
    discount: order.discount,
    discountCodes: order.discountCodes,
    tags: order.tags,
    sourceName: order.source,
    locationId: location === null ? null : (locations.get(location) ?? null),
    business: false,
    utm: null,
    lines: order.lines.map(({ title, sku, quantity, sales }, index) => {
      const form = sku === null ? undefined : forms.get(sku);
      return {
        id: BigInt(index + 1),
        productId: form?.productId ?? null,
        variantId: form?.variantId ?? null,
        title,
        quantity,
        currentQuantity: quantity,
        sales,
        plan: null,
      };
    }),
  };
}
