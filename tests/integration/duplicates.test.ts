import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import { likelyDuplicates, saveCustomerKeys } from '#app/store/customer-keys.ts';
import { markDoubtful, saveCustomers } from '#app/store/customers.ts';
import { eraseCustomers } from '#app/store/erasures.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { openComparison } from '#app/store/readings.ts';
import { ensureShop } from '#app/store/shops.ts';
import type { ProtectedData } from '#simulator/access.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import type { StoreData } from '#simulator/records.ts';
import { readBack } from '#workers/handlers/read-back.ts';
import { aCustomer } from '../factories/customers.ts';
import { connectedShop } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { everyRow, placesOf } from '../setup/search-everything.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();

beforeEach(() => ground.empty());

function nobody(): StoreData {
  return { ...generateStore({ customers: 1, seed: 1 }), customers: [], orders: [] };
}

/** A store with the customers given and no others. */
async function aStore(protectedData: ProtectedData, people: readonly object[]) {
  const simulator = await aSimulator({ data: nobody(), protectedData });
  const { call } = controlOf(simulator);
  const ids: CustomerId[] = [];
  for (const person of people) {
    const { body } = await call('POST', 'customers', person);
    ids.push(BigInt((body as { id: string }).id.split('/').at(-1) ?? '') as CustomerId);
  }
  const connection = await connectedShop(ground.db, simulator);
  await connection.readAll();
  return { ids, call, ...connection };
}

const email = (emailAddress: string) => ({ defaultEmailAddress: { emailAddress } });
const phone = (phoneNumber: string) => ({ defaultPhoneNumber: { phoneNumber } });
const PEOPLE = [
  { ...email('sakura@example.jp'), lastName: '田中', firstName: 'さくら' },
  { ...email('Sakura+shop@Example.jp'), ...phone('+81 90 1234 5678') },
  { ...phone('090-1234-5678'), lastName: '小鳥遊', defaultAddress: { zip: '150-0041' } },
  { ...email('taro@example.jp'), lastName: '小鳥遊', defaultAddress: { zip: '１５００００１' } },
  { ...email('ken@example.jp'), lastName: '小鳥遊　', defaultAddress: { zip: '1500041' } },
];

describe('likely duplicates', () => {
  it('are found by e-mail, telephone, and name with postcode, the newest first', async () => {
    const { shop, ids } = await aStore(2, PEOPLE);
    const [a, b, c, , e] = ids;
    expect(await likelyDuplicates(shop, 10)).toEqual([
      { kind: 'name-zip', customers: [e, c] },
      { kind: 'phone', customers: [c, b] },
      { kind: 'email', customers: [b, a] },
    ]);
    expect(await likelyDuplicates(shop, 1)).toHaveLength(1);
  });

  it('are kept as keyed hashes, never as what they are made of', async () => {
    const { shop } = await aStore(2, PEOPLE);
    const rows = await everyRow(ground.db);
    for (const word of ['example.jp', '田中', '小鳥遊', '9012345678', '1500041', '150-0041']) {
      expect(placesOf(word, rows), word).toEqual([]);
    }
    const keys = await ground.db.sql.query<{ bytes: number }>(
      'select octet_length(key) as bytes from customer_key where shop_id = $1',
      [shop.id],
    );
    expect(keys).toHaveLength(4 + 2 + 3);
    expect(new Set(keys.map(({ bytes }) => bytes))).toEqual(new Set([16]));
  });

  it('are not looked for where the app may not see contacts, and forgotten when it no longer may', async () => {
    const { shop, call, readAll } = await aStore(1, PEOPLE);
    const kept = () => ground.db.sql.query('select from customer_key');
    expect(await kept()).toEqual([]);
    const again = async (level: ProtectedData) => {
      await call('POST', 'access', { protectedData: level });
      await openComparison(shop, 'customers');
      await readAll();
    };
    await again(2);
    expect(await kept()).toHaveLength(9);
    await again(1);
    expect(await kept()).toEqual([]);
  });

  it('follow what Shopify answers about one customer', async () => {
    const { shop, ids, call, contextWith } = await aStore(2, PEOPLE);
    const id = `gid://shopify/Customer/${ids[1]}`;
    await call('POST', 'customers', { id, ...email('other@example.jp') });
    await markDoubtful(shop, [ids[1]!]);
    await readBack(shop, contextWith());
    const kinds = (await likelyDuplicates(shop, 10)).map(({ kind }) => kind);
    expect(kinds).toEqual(['name-zip', 'phone']);
  });

  it('are no longer there when one of them is erased or merged', async () => {
    const { shop, ids } = await aStore(2, PEOPLE);
    const [, b, c, , e] = ids;
    await eraseCustomers(shop, { customers: [b!], orders: [], contacts: [] });
    await mergeCustomers(shop, { kept: c!, deleted: e! });
    expect(await likelyDuplicates(shop, 10)).toEqual([]);
    await saveCustomerKeys(shop, [{ id: b!, keys: [{ kind: 'email', key: 'ab' }] }]);
    expect(
      await ground.db.sql.query('select from customer_key where customer_id = $1', [b]),
    ).toEqual([]);
  });

  it('are found among very many customers at once', async () => {
    const shop = await ensureShop(ground.db, 'many.myshopify.com');
    await ground.db.sql.query(
      `insert into customer_key (shop_id, kind, key, customer_id)
       select $1, 'email', decode(md5(n::text), 'hex'), n from generate_series(1, 100000) as n`,
      [shop.id],
    );
    await ground.db.sql.query('analyze customer_key');
    const twins = [1_000n, 50_000n] as CustomerId[];
    await saveCustomers(
      shop,
      twins.map((id) => aCustomer({ id })),
      { asOf: new Date(0) },
    );
    await saveCustomerKeys(
      shop,
      twins.map((id) => ({ id, keys: [{ kind: 'phone' as const, key: 'ab' }] })),
    );
    const plan = await ground.db.sql.query<{ 'QUERY PLAN': string }>(
      `explain (costs off) select customer_id from customer_key k
       where shop_id = $1 and shared order by customer_id desc, kind limit 10`,
      [shop.id],
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('customer_key_shared_idx');
    expect(await likelyDuplicates(shop, 10)).toEqual([
      { kind: 'phone', customers: [50_000n, 1_000n] },
    ]);
  });
});
