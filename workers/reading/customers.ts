import { withoutOurTags, type CustomerFacts } from '#app/domain/customer-facts.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { ToldMetafield } from '#app/domain/mapped-events.ts';
import {
  APPROVED_FOR_CONTACTS,
  customerFactsOf,
  customerFields,
  CustomerNode,
} from '#app/shopify/customer-fields.ts';
import { metafieldFields, metafieldsOf } from '#app/shopify/customer-metafields.ts';
import { RFM_GROUP_FIELD, rfmGroupOf } from '#app/shopify/customer-rfm.ts';
import type { IdentityKey } from '#app/shopify/identity-keys.ts';
import { dropCustomerKeys, saveCustomerKeys } from '#app/store/customer-keys.ts';
import { doubtMissingTags } from '#app/store/customer-tags.ts';
import { markDoubtful, saveCustomers } from '#app/store/customers.ts';
import { saveShopifyGroups, type ShopifyGroup } from '#app/store/shopify-groups.ts';
import { dropSeen, noteSeen, unseen } from '#app/store/seen.ts';
import { saveMappedEvents } from '../mapped-events.ts';
import { changedSince, type ReadingContext, type ReadingKind, type Sink } from './sink.ts';

/** Every customer. */
export const customersKind: ReadingKind = {
  query: ({ reading, protectedData, seesRfmGroups, settings }) =>
    `{ customers${changedSince(reading)} { edges { node { ${customerFields(protectedData)}
  ${seesRfmGroups ? RFM_GROUP_FIELD : ''}
  ${metafieldFields(settings?.sources ?? [])} } } } }`,
  forget: ({ shop, reading }) => dropSeen(shop, reading.id),
  sink: (context) => new CustomerSink(context),
};

interface Taken {
  /** With the merchant's tags only. */
  facts: CustomerFacts;
  /** All tags. */
  tags: readonly string[];
  metafields: ToldMetafield[];
  keys: IdentityKey[] | null;
  /** Undefined where Shopify was not asked for it. */
  rfmGroup: ShopifyGroup['group'] | undefined;
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
    const { ownPrefixes, identityOf, settings } = this.#context;
    const value = JSON.parse(line) as Record<string, unknown>;
    const customer = CustomerNode.parse(value);
    const facts = withoutOurTags(customerFactsOf(customer), ownPrefixes);
    const { tags } = customer;
    const metafields = metafieldsOf(value, settings?.sources ?? []);
    const [keys, rfmGroup] = [identityOf(customer), rfmGroupOf(value)];
    this.#taken.push({ facts, tags, metafields, keys, rfmGroup });
    return true;
  }

  async save(last: boolean): Promise<{ mended: number }> {
    const { shop, reading } = this.#context;
    const held = last ? [] : this.#taken.slice(-1);
    const taken = last ? this.#taken : this.#taken.slice(0, -1);
    this.#taken = held;
    const asOf = reading.beganAt ?? reading.askedAt;
    const facts = taken.map((one) => one.facts);
    const saved = await saveCustomers(shop, facts, { asOf });
    await markDoubtful(shop, saved.contradicted);
    await saveShopifyGroups(
      shop,
      taken.flatMap(({ facts: { id }, rfmGroup: group }) =>
        group === undefined ? [] : [{ id, group }],
      ),
    );
    await doubtMissingTags(
      shop,
      taken.map(({ facts: { id }, tags }) => ({ id, tags })),
    );
    await saveMappedEvents(
      shop,
      taken.map(({ facts: { id }, metafields }) => ({
        customerId: id,
        metafields,
        at: asOf.getTime(),
      })),
    );
    await saveCustomerKeys(
      shop,
      taken.flatMap(({ facts: { id }, keys }) => (keys ? [{ id, keys }] : [])),
    );
    if (reading.purpose === 'comparison') {
      await noteSeen(
        shop,
        reading.id,
        facts.map(({ id }) => id),
      );
    }
    return { mended: saved.changed };
  }

  /** Whom Shopify did not show is asked for by id: it says who is gone. */
  async finish() {
    const { shop, reading, protectedData } = this.#context;
    if (protectedData < APPROVED_FOR_CONTACTS) await dropCustomerKeys(shop);
    if (reading.purpose === 'comparison') {
      const before = reading.beganAt ?? reading.askedAt;
      const gone = await unseen(shop, reading.id, 'customers', { since: new Date(0), before });
      await markDoubtful(shop, gone as CustomerId[]);
      await dropSeen(shop, reading.id);
    }
    return { mended: 0, removed: 0 };
  }
}
