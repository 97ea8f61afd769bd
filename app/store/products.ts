import type { ProductId } from '../domain/ids.ts';
import type { ProductFacts, VariantFacts } from '../domain/product.ts';
import { columnText, instantText, textsText } from './arrays.ts';
import type { Shop } from './database.ts';

const COLUMNS = 'created_at, updated_at, title, type, vendor, status, tags';

/**
 * Stores products with their variants as Shopify has them, unless a newer version is there already
 * or the product was deleted. Costs that are not told take nothing back of what was told before.
 *
 * @param options.asked they are Shopify's own answer: they hold also against equally old ones.
 * @returns how many were new or newer.
 */
export async function saveProducts(
  shop: Shop,
  products: readonly ProductFacts[],
  { asked }: { asked: boolean },
): Promise<number> {
  const newest = new Map<ProductId, ProductFacts>();
  for (const product of products) {
    const other = newest.get(product.id);
    if (!other || other.updatedAt <= product.updatedAt) newest.set(product.id, product);
  }
  const sorted = [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const variants = sorted.flatMap(({ id, variants: own }) =>
    own.map((variant) => ({ ...variant, productId: id })),
  );
  const [row] = await shop.db.sql.query<{ changed: bigint }>(SAVE, [
    shop.id,
    columnText(sorted.map(({ id }) => id)),
    columnText(sorted.map(({ createdAt }) => instantText(createdAt))),
    columnText(sorted.map(({ updatedAt }) => instantText(updatedAt))),
    columnText(sorted.map(({ title }) => title)),
    columnText(sorted.map(({ type }) => type)),
    columnText(sorted.map(({ vendor }) => vendor)),
    columnText(sorted.map(({ status }) => status)),
    columnText(sorted.map(({ tags }) => textsText(tags.toSorted()))),
    columnText(variants.map(({ id }) => id)),
    columnText(variants.map(({ productId }) => productId)),
    columnText(variants.map(({ title }) => title)),
    columnText(variants.map(({ sku }) => sku)),
    columnText(variants.map(({ unitCost }) => unitCost)),
    asked,
  ]);
  return Number(row?.changed ?? 0);
}

const SAVE = `
with told as (
  select id, created_at, updated_at, title, type, vendor, status, tags::text[] as tags
  from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[],
              $7::text[], $8::text[], $9::text[])
    as t (id, created_at, updated_at, title, type, vendor, status, tags)
), saved as (
  insert into product (shop_id, id, ${COLUMNS})
  select $1, id, ${COLUMNS} from told order by id
  on conflict (shop_id, id) do update set
    ${COLUMNS.split(', ')
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}
  where not product.deleted
    and (product.updated_at < excluded.updated_at
         or ($15::boolean and product.updated_at = excluded.updated_at
             and (product.title, product.type, product.vendor, product.status, product.tags)
                 is distinct from
                 (excluded.title, excluded.type, excluded.vendor, excluded.status, excluded.tags)))
  returning id
), whole as (
  select id from saved
  union
  select t.id from told t join product p
    on p.shop_id = $1 and p.id = t.id and p.updated_at = t.updated_at and not p.deleted
), own as (
  select v.* from unnest($10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::bigint[])
    as v (id, product_id, title, sku, unit_cost_minor)
  join whole on whole.id = v.product_id
), gone as (
  delete from variant o using whole
  where o.shop_id = $1 and o.product_id = whole.id
    and not exists (select from own where own.id = o.id)
), put as (
  insert into variant (shop_id, id, product_id, title, sku, unit_cost_minor)
  select $1, id, product_id, title, sku, unit_cost_minor from own order by id
  on conflict (shop_id, id) do update set
    product_id = excluded.product_id, title = excluded.title, sku = excluded.sku,
    unit_cost_minor = coalesce(excluded.unit_cost_minor, variant.unit_cost_minor)
  where (variant.product_id, variant.title, variant.sku, variant.unit_cost_minor) is distinct from
        (excluded.product_id, excluded.title, excluded.sku,
         coalesce(excluded.unit_cost_minor, variant.unit_cost_minor))
)
select count(*) as changed from saved`;

/** Puts variants beside those of their products that are there: a result told them late. */
export async function putVariants(
  shop: Shop,
  variants: readonly (VariantFacts & { productId: ProductId })[],
): Promise<void> {
  if (variants.length === 0) return;
  await shop.db.sql.query(
    `insert into variant (shop_id, id, product_id, title, sku, unit_cost_minor)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::bigint[])
     on conflict (shop_id, id) do nothing`,
    [
      shop.id,
      columnText(variants.map(({ id }) => id)),
      columnText(variants.map(({ productId }) => productId)),
      columnText(variants.map(({ title }) => title)),
      columnText(variants.map(({ sku }) => sku)),
      columnText(variants.map(({ unitCost }) => unitCost)),
    ],
  );
}

/** Leaves of products nothing but their ids: orders still name them. */
export async function deleteProducts(shop: Shop, ids: readonly ProductId[]): Promise<void> {
  if (ids.length === 0) return;
  await shop.db.sql.query(
    `with lost as (delete from variant where shop_id = $1 and product_id = any($2::bigint[]))
     insert into product (shop_id, id, ${COLUMNS}, deleted)
     select $1, id, 'epoch', 'epoch', '', '', '', '', '{}', true from unnest($2::bigint[]) as t (id)
     on conflict (shop_id, id) do update set deleted = true, tags = '{}'`,
    [shop.id, ids],
  );
}

/** What a product is called; the id as text, as conditions name it. */
export interface ProductName {
  id: string;
  title: string;
}

/** Products that are not deleted with a text in their title, by title; letters of any width and case. */
export function searchProducts(shop: Shop, text: string, limit: number): Promise<ProductName[]> {
  return shop.db.sql.query<ProductName>(
    `select id::text, title from product where shop_id = $1 and not deleted
       and strpos(lower(normalize(title, nfkc)), lower(normalize($2, nfkc))) > 0
     order by title, product.id limit $3`,
    [shop.id, text, limit],
  );
}

/** What products are called that conditions name; one that is not there is left out. */
export async function productNames(shop: Shop, ids: readonly string[]): Promise<ProductName[]> {
  const numbers = ids.filter((id) => /^\d{1,18}$/.test(id));
  if (numbers.length === 0) return [];
  return shop.db.sql.query<ProductName>(
    `select id::text, title from product
     where shop_id = $1 and id = any($2::bigint[]) and not deleted order by title, product.id`,
    [shop.id, numbers],
  );
}

/** A product and its form. */
export interface SoldForm {
  productId: ProductId;
  variantId: bigint;
}

/** Forms of products by their SKUs; a SKU that two have says nothing. */
export async function formsBySku(shop: Shop): Promise<Map<string, SoldForm>> {
  const rows = await shop.db.sql.query<{ sku: string } & SoldForm>(
    `select sku, min(product_id) as "productId", min(id) as "variantId" from variant
     where shop_id = $1 and sku <> '' group by sku having count(*) = 1`,
    [shop.id],
  );
  return new Map(rows.map(({ sku, ...form }) => [sku, form]));
}
