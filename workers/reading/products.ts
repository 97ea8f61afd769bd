import { z } from 'zod';
import type { ProductId } from '#app/domain/ids.ts';
import type { ProductFacts, VariantFacts } from '#app/domain/product.ts';
import { productIdOf } from '#app/shopify/gid.ts';
import {
  PRODUCT_FIELDS,
  productFactsOf,
  ProductNode,
  variantFactsOf,
  variantFields,
  VariantNode,
} from '#app/shopify/product-fields.ts';
import { deleteProducts, putVariants, saveProducts } from '#app/store/products.ts';
import { dropSeen, noteSeen, unseen } from '#app/store/seen.ts';
import { changedSince, type ReadingContext, type ReadingKind, type Sink } from './sink.ts';

const Child = VariantNode.extend({ __parentId: z.string() });

/** Every product with its variants. */
export const productsKind: ReadingKind = {
  query: ({ reading, scopes }) =>
    scopes.has('read_products')
      ? `{ products${changedSince(reading)} { edges { node {
    ${PRODUCT_FIELDS}
    variants { edges { node { ${variantFields(scopes)} } } }
  } } } }`
      : null,
  forget: ({ shop, reading }) => dropSeen(shop, reading.id),
  sink: (context) => new ProductSink(context),
};

/** A product whose variants may still come. */
type Taken = ProductFacts & { variants: VariantFacts[] };

class ProductSink implements Sink {
  readonly #context: ReadingContext;
  #taken = new Map<string, Taken>();
  #late: (VariantFacts & { productId: ProductId })[] = [];
  #last: string | null = null;

  constructor(context: ReadingContext) {
    this.#context = context;
  }

  get size(): number {
    return this.#taken.size;
  }

  take(line: string): boolean {
    const value = JSON.parse(line) as { __parentId?: unknown };
    if (value.__parentId === undefined) {
      const product = ProductNode.parse(value);
      const variants: VariantFacts[] = [];
      this.#taken.set(product.id, { ...productFactsOf(product, variants), variants });
      this.#last = product.id;
      return true;
    }
    const { __parentId: parent, ...node } = Child.parse(value);
    const facts = variantFactsOf(node, this.#context.money);
    const product = this.#taken.get(parent);
    if (product) product.variants.push(facts);
    else this.#late.push({ ...facts, productId: productIdOf(parent) });
    return false;
  }

  /** The last product waits for variants that may follow it. */
  async save(last: boolean): Promise<{ mended: number }> {
    const { shop, reading } = this.#context;
    const held = last || this.#last === null ? undefined : this.#taken.get(this.#last);
    const products = [...this.#taken.values()].filter((product) => product !== held);
    const late = this.#late;
    this.#taken = new Map(held && this.#last !== null ? [[this.#last, held]] : []);
    this.#late = [];
    const mended = await saveProducts(shop, products, { asked: true });
    await putVariants(shop, late);
    if (reading.purpose === 'comparison') {
      await noteSeen(
        shop,
        reading.id,
        products.map(({ id }) => id),
      );
    }
    return { mended };
  }

  async finish() {
    const { shop, reading } = this.#context;
    if (reading.purpose !== 'comparison') return { mended: 0, removed: 0 };
    const before = reading.beganAt ?? reading.askedAt;
    const gone = await unseen(shop, reading.id, 'products', { since: new Date(0), before });
    await deleteProducts(shop, gone as ProductId[]);
    await dropSeen(shop, reading.id);
    return { mended: 0, removed: gone.length };
  }
}
