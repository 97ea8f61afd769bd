import { createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Dice } from '#simulator/generator/dice.ts';

/** What must never stand in a log line. */
export const PERSONAL = {
  email: 'taro.sentinel@example.jp',
  phone: '090-7777-1234',
  name: '種田センチネル太郎',
  address: '港区センチネル町1-2-3',
} as const;

/** A request as it goes over the wire. */
export interface Mutated {
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

interface Known {
  shop: string;
  secret: string;
  /** A session token that opens the app. */
  token: string;
}

const PAGES = [
  '/',
  '/app',
  '/app/customers',
  '/app/customers/7100000032768',
  '/app/progress',
  '/app/sync',
  '/app/sync/import',
  '/app/sync/import/file',
  '/app/sync/counting',
  '/app/sync/duplicates',
  '/app/sync/data-requests/1',
  '/auth/login',
  '/auth/session-token',
  '/auth/callback',
  '/healthz',
  '/assets/none.js',
  '/no/such/page',
];
const HOOKS = ['orders', 'refunds', 'customers', 'products', 'bulk', 'app', 'compliance', ''];
const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/delete',
  'refunds/create',
  'customers/create',
  'customers/update',
  'customers/merge',
  'customers/redact',
  'customers/data_request',
  'customer.tags_added',
  'products/update',
  'bulk_operations/finish',
  'app/scopes_update',
  'no/such/topic',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'PROPFIND'];
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain; charset=shift_jis',
  'image/png',
  '',
];

/** A request somewhere between what Shopify and merchants send and noise. */
export function mutatedRequest(dice: Dice, known: Known): Mutated {
  const request = dice.chance(0.55) ? aDelivery(dice, known) : aPageRequest(dice, known);
  for (let round = dice.whole(0, 3); round > 0; round -= 1)
    MUTATIONS[dice.whole(0, MUTATIONS.length - 1)]?.(request, dice);
  return request;
}

function aDelivery(dice: Dice, { shop, secret }: Known): Mutated {
  const topic = dice.pick(TOPICS);
  const body = mutatedText(JSON.stringify(payload(dice, shop)), dice);
  const hmac = createHmac('sha256', dice.chance(0.85) ? secret : 'another secret');
  return {
    method: 'POST',
    path: `/webhooks/${dice.pick(HOOKS)}`,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': hmac.update(body).digest('base64'),
      'x-shopify-shop-domain': dice.chance(0.9)
        ? shop
        : `${'x'.repeat(dice.whole(1, 90))}.myshopify.com`,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-triggered-at': dice.chance(0.8)
        ? new Date(dice.whole(0, 2e12)).toISOString()
        : 'yesterday',
    },
    body,
  };
}

function payload(dice: Dice, shop: string): object {
  const id = dice.pick([7_100_000_032_768, 9_007_199_254_740_993, 0, -1, 'x', null, 1e30]);
  const money = {
    shop_money: { amount: dice.pick(['100', '-1', 'viel', '1e99', '']), currency_code: 'JPY' },
  };
  const at = dice.pick([
    '2026-10-01T00:00:00+09:00',
    '2026-13-01',
    '',
    0,
    null,
    '+275760-09-13T00:00:01Z',
  ]);
  return {
    id,
    order_id: id,
    admin_graphql_api_id: dice.pick([
      `gid://shopify/Order/${String(id)}`,
      `gid://shopify/Customer/7100000032768`,
      'x',
    ]),
    admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/7100000032768',
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${String(id)}`,
    status: dice.pick(['completed', 'failed', 'active']),
    customerId: `gid://shopify/Customer/${String(id)}`,
    tags: dice.pick(['a, b', ['a', 'kz-cpm:first-active'], [','.repeat(300)], '\u0000', 7]),
    occurredAt: at,
    created_at: at,
    updated_at: at,
    processed_at: at,
    name: '#1',
    title: PERSONAL.name,
    currency: 'JPY',
    total_price_set: money,
    current_total_price_set: money,
    total_discounts_set: money,
    line_items: dice.pick([
      [],
      [{ id, title: '\u0000', quantity: 1e12, price_set: money }],
      'none',
      null,
    ]),
    shop_domain: shop,
    email: PERSONAL.email,
    customer: {
      id,
      admin_graphql_api_id: `gid://shopify/Customer/${String(id)}`,
      email: PERSONAL.email,
      phone: PERSONAL.phone,
      default_address: { address1: PERSONAL.address },
    },
    orders_to_redact: dice.pick([[], [id], null]),
    data_request: { id },
    previous: [],
    current: dice.pick([['read_orders'], 'all', null]),
  };
}

function aPageRequest(dice: Dice, { shop, token }: Known): Mutated {
  const query = new URLSearchParams({
    shop,
    embedded: '1',
    host: 'YWRtaW4=',
    locale: dice.pick(['ja', 'en', 'xx', '🙂']),
  });
  if (dice.chance(0.5))
    query.set(
      dice.pick(['after', 'before', 'model', 'state', 'page', 'name', 'q']),
      dice.pick(['1', '-1', '9'.repeat(40), PERSONAL.email, '%00', "'; drop table orders"]),
    );
  const posting = dice.chance(0.4);
  const intent = dice.pick([
    'start-tagging',
    'retry-backfill',
    'add-event',
    'opt-out',
    'redo',
    'save',
    'accept',
    'x',
  ]);
  const form = new URLSearchParams({
    intent,
    id: dice.pick(['1', 'x', '9'.repeat(30)]),
    kind: 'review',
    at: dice.pick(['2026-01-01', '0000-99-99']),
    out: 'yes',
    email: PERSONAL.email,
  });
  return {
    method: posting ? 'POST' : 'GET',
    path: `${dice.pick(PAGES)}?${query.toString()}`,
    headers: {
      'content-type': posting ? dice.pick(TYPES) : '',
      accept: dice.pick(['text/html', 'application/json', '*/*', '']),
      'user-agent': 'Mozilla/5.0 Chrome/140',
      ...(dice.chance(0.6) && {
        authorization: `Bearer ${dice.chance(0.8) ? token : token.slice(0, -3)}`,
      }),
    },
    body: posting ? mutatedText(form.toString(), dice) : Buffer.alloc(0),
  };
}

/** Cut off, doubled, nested, in another encoding, or as it was. */
function mutatedText(text: string, dice: Dice): Buffer {
  const bytes = Buffer.from(text);
  switch (dice.whole(0, 9)) {
    case 0:
      return bytes.subarray(0, dice.whole(0, bytes.length));
    case 1:
      return Buffer.concat([bytes, bytes]);
    case 2:
      return Buffer.from('['.repeat(dice.whole(1, 20_000)));
    case 3:
      return Buffer.from(text, 'utf16le');
    case 4:
      return Buffer.concat([bytes, Buffer.from([0xff, 0xfe, 0x00, 0xc3])]);
    default:
      return bytes;
  }
}

const MUTATIONS: ((request: Mutated, dice: Dice) => void)[] = [
  (request, dice) => {
    request.method = dice.pick(METHODS);
  },
  (request, dice) => {
    const names = Object.keys(request.headers);
    if (names.length > 0) request.headers = without(request.headers, dice.pick(names));
  },
  (request, dice) => {
    request.headers['content-type'] = dice.pick(TYPES);
  },
  (request, dice) => {
    request.headers[`x-${dice.whole(0, 9)}`] = 'é'.repeat(dice.whole(1, 4_000));
  },
  (request) => {
    request.headers['content-encoding'] = 'gzip';
    request.body = gzipSync(request.body);
  },
  (request) => {
    request.headers['content-encoding'] = 'br';
  },
  (request, dice) => {
    request.path += dice.pick([
      '/',
      '//',
      '/..;/',
      '%2e%2e%2f',
      '?',
      '#',
      '&&&',
      '%',
      '\\',
      '/%E0%A4%A',
    ]);
  },
  (request, dice) => {
    request.headers.cookie = `${PERSONAL.email}=${'c'.repeat(dice.whole(0, 3_000))}`;
  },
  (request) => {
    request.headers['x-forwarded-host'] = ['evil.example', 'evil2.example'];
    request.headers['x-forwarded-proto'] = 'gopher';
  },
  (request, dice) => {
    request.body = Buffer.alloc(dice.pick([0, 1, 100_000, 1_000_000]), 'a');
  },
  (request, dice) => {
    request.headers['x-shopify-topic'] = dice.pick([...TOPICS, '../..', 'x'.repeat(2_000)]);
  },
];

function without(headers: Mutated['headers'], name: string): Mutated['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
