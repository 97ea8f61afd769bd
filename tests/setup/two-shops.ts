import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { keepToken } from '#app/access.server.ts';
import { draftSettings } from '#app/commands/settings.ts';
import type { CustomerId, OrderId, ProductId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import { ordersEver } from '#app/domain/segments/phrases.ts';
import type { Database, Shop } from '#app/store/database.ts';
import { keepDataRequest } from '#app/store/data-requests.ts';
import { addEvents, listEvents } from '#app/store/events.ts';
import { saveOrders } from '#app/store/orders.ts';
import { saveSettings } from '#app/store/settings.ts';
import { readShop } from '#app/store/shops.ts';
import { keepUpload } from '#app/store/uploads.ts';
import { anOrder } from '../factories/orders.ts';
import { knownShop } from './known-shop.ts';
import { settle } from './months.ts';
import { draftOf } from './settings-deeds.ts';
import { APP } from './simulator.ts';

const AT = Date.parse('2026-02-01T03:00:00Z');
const YEAR_MS = 365 * 86_400_000;

/** Everything of a shop that an address or a form can name. */
export interface Ids {
  customer: string;
  order: string;
  product: string;
  event: string;
  segment: string;
  draft: string;
  upload: string;
  dataRequest: string;
}

/** A shop whose every text carries a word of its own. */
export interface MarkedShop {
  shop: Shop;
  word: string;
  ids: Ids;
}

/**
 * A shop with one of everything.
 *
 * @param number sets its ids apart from those of another shop.
 * @param key what its token is sealed with.
 */
export async function aMarkedShop(db: Database, number: number, key: string): Promise<MarkedShop> {
  const word = `mark${number}word`;
  const { shop, context, enqueue } = await knownShop(db);
  await keepToken(shop, tokenOf(word), key);
  await setApart(db, number);
  const base = BigInt(number) * 1_000_000n;
  const customerId = (base + 1n) as CustomerId;
  const productId = (base + 3n) as ProductId;
  const line = { id: base + 4n, productId, variantId: null, title: word };
  const lines = [{ ...line, quantity: 1, currentQuantity: 1, sales: 5_000 as Minor, plan: word }];
  const order = anOrder({ id: base + 2n, customerId, name: word, tags: [word], lines });
  await saveOrders(shop, [order], { because: 'order' });
  await db.sql.query('update customer set tags = $2, region = $3 where shop_id = $1', [
    shop.id,
    [word],
    word,
  ]);
  const event = { customerId, kind: 'review' as const, at: AT, source: 'hand' as const };
  await addEvents(shop, [{ ...event, sourceKey: word, by: word }]);
  await saveSettings(shop, { segments: [segmentOf(number, word)] }, word);
  await settle(shop, context);
  const draft = draftOf(await draftSettings(shop, enqueue, { segments: [] }, word));
  const file = { kind: 'events' as const, fileName: `${word}.csv`, body: Buffer.from(word) };
  const upload = await keepUpload(shop, { ...file, report: null, by: word });
  const request = { id: base + 5n, customerId, orderIds: [] as OrderId[] };
  await keepDataRequest(shop, { ...request, requestedAt: new Date(AT) });
  const [kept] = await listEvents(shop, customerId);
  const ids = {
    customer: String(customerId),
    order: String(order.id),
    product: String(productId),
    event: String(kept?.id),
    segment: String(number),
    draft: String(draft),
    upload: String(upload),
    dataRequest: String(request.id),
  };
  return { shop, word, ids };
}

/** Ids that the database gives are other ones than those of a shop with another number. */
async function setApart(db: Database, number: number): Promise<void> {
  for (const table of ['customer_event', 'settings_draft', 'upload']) {
    await db.sql.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [
      table,
      number * 1_000,
    ]);
  }
}

function segmentOf(id: number, word: string) {
  const rule = { version: 1 as const, condition: ordersEver({ is: '>=', value: 1 }) };
  return { id, slug: word, name: word, rule, tag: true };
}

function tokenOf(word: string) {
  return {
    accessToken: `shpat_${word}`,
    refreshToken: `shprt_${word}`,
    scope: 'read_orders,read_customers,write_customers,read_products,read_all_orders',
    expiresAt: Date.now() + YEAR_MS,
    refreshExpiresAt: Date.now() + YEAR_MS,
  };
}

/** What App Bridge would send for a merchant of the shop. */
export async function sessionTokenOf({ shop }: MarkedShop): Promise<string> {
  const { domain } = await readShop(shop);
  return new SignJWT({
    iss: `https://${domain}/admin`,
    dest: `https://${domain}`,
    aud: APP.apiKey,
    sub: '1',
    jti: randomUUID(),
    sid: randomUUID(),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('60s')
    .sign(Buffer.from(APP.apiSecret));
}

/** A hash of all rows of a shop, by table. */
export async function rowsOf({ db, id }: Shop): Promise<Record<string, string>> {
  const tables = await db.sql.query<{ name: string; key: string }>(
    `select table_name as name, column_name as key from information_schema.columns
     where table_schema = 'public'
       and (column_name = 'shop_id' or (table_name = 'shop' and column_name = 'id'))`,
  );
  const hashes: Record<string, string> = {};
  for (const { name, key } of tables) {
    const [row] = await db.sql.query<{ hash: string | null }>(
      `select md5(string_agg(t::text, ' ' order by t::text)) as hash from "${name}" t
       where ${key} = $1`,
      [id],
    );
    hashes[name] = row?.hash ?? 'empty';
  }
  return hashes;
}
