import { withoutOurTags, type CustomerFacts } from '#app/domain/customer-facts.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { ToldMetafield } from '#app/domain/mapped-events.ts';
import { CUSTOMER_FIELDS, customerFactsOf, CustomerNode } from '#app/shopify/customer-fields.ts';
import { metafieldFields, metafieldsOf } from '#app/shopify/customer-metafields.ts';
import { markDoubtful, saveCustomers } from '#app/store/customers.ts';
import { dropSeen, noteSeen, unseen } from '#app/store/seen.ts';
import { saveMappedEvents } from '../mapped-events.ts';
import { changedSince, type ReadingContext, type ReadingKind, type Sink } from './sink.ts';

/** Every customer. */
export const customersKind: ReadingKind = {
  query: ({ reading, settings }) =>
    `{ customers${changedSince(reading)} { edges { node { ${CUSTOMER_FIELDS}
  ${metafieldFields(settings?.sources ?? [])} } } } }`,
  forget: ({ shop, reading }) => dropSeen(shop, reading.id),
  sink: (context) => new CustomerSink(context),
};

interface Taken {
  facts: CustomerFacts;
  metafields: ToldMetafield[];
}

class CustomerSink implements Sink {
  readonly #context: ReadingContext;
  #taken: Taken[] = [];

  constructor(context: ReadingContext) {
    this.#context = context;
  }

  get size(): number {
    return this.#taken.length;
  }

  take(line: string): boolean {
    const value = JSON.parse(line) as Record<string, unknown>;
    const facts = withoutOurTags(
      customerFactsOf(CustomerNode.parse(value)),
      this.#context.tagPrefix,
    );
    const metafields = metafieldsOf(value, this.#context.settings?.sources ?? []);
    this.#taken.push({ facts, metafields });
    return true;
  }

  async save(last: boolean): Promise<{ mended: number }> {
    const { shop, reading } = this.#context;
    const held = last ? [] : this.#taken.slice(-1);
    const taken = last ? this.#taken : this.#taken.slice(0, -1);
    this.#taken = held;
    const asOf = reading.beganAt ?? reading.askedAt;
    const saved = await saveCustomers(
      shop,
      taken.map(({ facts }) => facts),
      { asOf },
    );
    await markDoubtful(shop, saved.contradicted);
    await saveMappedEvents(
      shop,
      taken.map(({ facts, metafields }) => ({
        customerId: facts.id,
        metafields,
        at: asOf.getTime(),
      })),
    );
    if (reading.purpose === 'comparison') {
      await noteSeen(
        shop,
        reading.id,
        taken.map(({ facts }) => facts.id),
      );
    }
    return { mended: saved.changed };
  }

  /** Whom Shopify did not show is asked for by id: it says who is gone. */
  async finish() {
    const { shop, reading } = this.#context;
    if (reading.purpose === 'comparison') {
      const before = reading.beganAt ?? reading.askedAt;
      const gone = await unseen(shop, reading.id, 'customers', { since: new Date(0), before });
      await markDoubtful(shop, gone as CustomerId[]);
      await dropSeen(shop, reading.id);
    }
    return { mended: 0, removed: 0 };
  }
}
