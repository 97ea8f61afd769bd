import { beforeAll, describe, expect, it } from 'vitest';
import { saveSegment } from '#app/commands/segments.ts';
import { customersFile } from '#app/presenters/customers-file.ts';
import { SORTS, type CustomersFilter } from '#app/presenters/customers-filter.ts';
import {
  customersCount,
  customersScreen,
  searchCustomers,
  segmentOf,
  type CustomersScreen,
} from '#app/presenters/customers-screen.ts';
import { partsOf } from '#app/presenters/customers-condition.ts';
import { saveCustomerKeys } from '#app/store/customer-keys.ts';
import { saveCustomers } from '#app/store/customers.ts';
import { addEvents } from '#app/store/events.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { saveOrders } from '#app/store/orders.ts';
import { emailKey, identityKeys } from '#app/shopify/identity-keys.ts';
import { readShop } from '#app/store/shops.ts';
import { customersUrl } from '#app/ui/customers-url.ts';
import { aCustomer } from '../factories/customers.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { draftOf, settingsDeeds, versionOf } from '../setup/settings-deeds.ts';
import { saveDraft } from '#app/commands/settings.ts';

const ground = useGround();
const NOW = Date.parse('2026-06-30T03:00:00Z');
const DAY_MS = 86_400_000;
const BUYERS = 130;
const SECRET = Buffer.alloc(32, 7).toString('base64');
let here: Awaited<ReturnType<typeof knownShop>>;
let segmentId = 0;

/** Ids 1 to 130 bought; many share days, numbers of orders and amounts; 131 never did. */
beforeAll(async () => {
  here = await knownShop(ground.db, new Date(NOW).toISOString());
  const { shop, enqueue } = here;
  const deeds = settingsDeeds(here);
  const orders = Array.from({ length: BUYERS }, (_, index) => index + 1).flatMap((id) =>
    Array.from({ length: 1 + (id % 3) }, (__, nth) =>
      anOrder({
        id: BigInt(id * 10 + nth),
        customerId: BigInt(id),
        total: 1_000 + 500 * (id % 4),
        processedAt: NOW - DAY_MS * ((id % 5) * 30 + nth * 40),
        sourceName: id % 2 ? 'web' : 'pos',
      }),
    ),
  );
  const people = [1, 2, 3, BUYERS + 1].map((id) =>
    aCustomer({ id: BigInt(id), region: id === 1 ? 'JP-40' : 'JP-13' }),
  );
  await saveCustomers(shop, people, { asOf: new Date(NOW) });
  await saveOrders(shop, orders, { because: 'order' });
  const review = { kind: 'review', at: NOW - DAY_MS, source: 'hand', sourceKey: '', by: null };
  await addEvents(shop, [{ ...review, customerId: 5n as CustomerId } as never]);
  await ground.db.sql.query('delete from cutoff where shop_id = $1', [shop.id]);
  await deeds.settle();
  const drafted = await saveSegment(
    shop,
    enqueue,
    { id: null, name: 'Thrice', slug: null, condition: ordersOf([3, 3]), tag: false },
    null,
  );
  segmentId = 'segmentId' in drafted ? drafted.segmentId : 0;
  await deeds.count(draftOf(drafted));
  versionOf(await saveDraft(shop, enqueue, draftOf(drafted), null));
  await deeds.settle();
}, 120_000);

const ordersOf = (orders: readonly [number, number]) => partsOf({ orders }, 1).conditions[0];
const queryOf = (filter: CustomersFilter, more = '') => {
  const url = new URL(customersUrl(filter), 'http://app');
  return new URLSearchParams(`${url.search}&${more}`);
};

async function screenOf(filter: CustomersFilter, more = ''): Promise<CustomersScreen> {
  const screen = await customersScreen(here.shop, queryOf(filter, more), NOW);
  if ('unready' in screen) throw new Error(screen.unready);
  return screen;
}

const idsOf = ({ rows }: CustomersScreen) => rows.map(({ id }) => Number(id));
const found = async (filter: CustomersFilter) =>
  idsOf(await screenOf(filter)).sort((a, b) => a - b);
const everybody = (which: (id: number) => boolean) =>
  Array.from({ length: BUYERS }, (_, index) => index + 1).filter(which);

describe('the list of customers', () => {
  it.each(SORTS.flatMap((by) => [by, `-${by}`]))(
    'sorted by %s has everybody once, page by page, forwards and back',
    async (sort) => {
      const pages = [await screenOf({}, `sort=${sort}`)];
      for (let { next } = pages[0]!; next; { next } = pages.at(-1)!) {
        pages.push(await screenOf({}, `sort=${sort}&after=${next}`));
      }
      expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 30]);
      expect(pages[0]!.previous).toBeNull();
      const ids = pages.flatMap(idsOf);
      expect(ids.toSorted((a, b) => a - b)).toEqual(everybody(() => true));
      const [by, way] = [sort.replace('-', ''), sort.startsWith('-') ? 'desc' : 'asc'];
      const column = {
        last: 'last_on',
        first: 'first_on',
        orders: 'orders',
        amount: 'amount_minor',
      };
      const expected = await ground.db.sql.query<{ id: bigint }>(
        `select id from customer where shop_id = $1 and orders is not null
         order by ${column[by as 'last']} ${way}, id ${way === 'asc' ? 'desc' : 'asc'}`,
        [here.shop.id],
      );
      expect(ids).toEqual(expected.map(({ id }) => Number(id)));
      const back = await screenOf({}, `sort=${sort}&before=${pages[2]!.previous}`);
      expect(idsOf(back)).toEqual(idsOf(pages[1]!));
      const first = await screenOf({}, `sort=${sort}&before=${back.previous}`);
      expect([idsOf(first), first.previous]).toEqual([idsOf(pages[0]!), null]);
    },
  );

  it('shows what a customer bought, where they stand and what comes next', async () => {
    const { rows } = await screenOf({ ids: ['1'] });
    expect(rows).toMatchObject([
      {
        id: '1',
        orders: 2,
        amount: 3_000,
        lastOn: '2026-05-31',
        cpm: 'toddler-active',
        lifecycle: 'new',
        next: { on: '2026-07-01', model: 'lifecycle', to: 'at-risk' },
      },
    ]);
    expect(rows[0]!.rfm!.r).toBeGreaterThan(1);
  });

  it.each<[string, CustomersFilter, (id: number) => boolean]>([
    [
      'states',
      { states: [{ model: 'lifecycle', states: ['dormant'] }], orders: [3, 3] },
      (id) => id % 5 > 2 && id % 3 === 2,
    ],
    [
      'none of a model',
      { states: [{ model: 'contract', states: ['none'] }], orders: [3, 3], departure: [0, 0] },
      (id) => id % 3 === 2 && id % 5 === 0,
    ],
    [
      'a state of a past day',
      {
        states: [{ model: 'stage', states: ['first'], on: '2026-06-29' }],
        last: ['2026-06-30', null],
      },
      (id) => id % 5 === 0 && id % 3 === 1,
    ],
    ['days since the last order', { departure: [100, null] }, (id) => id % 5 === 4],
    ['the day of the last order', { last: ['2026-05-31', '2026-05-31'] }, (id) => id % 5 === 1],
    [
      'amounts',
      { amount: [7_000, null] },
      (id) => (1 + (id % 3)) * (1_000 + 500 * (id % 4)) >= 7_000,
    ],
    ['a range the wrong way round', { orders: [3, 2] }, () => false],
    ['channels', { channels: ['pos'], orders: [3, null] }, (id) => id % 2 === 0 && id % 3 === 2],
    ['regions', { regions: ['JP-40'] }, (id) => id === 1],
    ['consent', { consent: 'yes' }, (id) => id <= 3],
    ['events', { events: ['review', 'post'] }, (id) => id === 5],
    [
      'who is about to change',
      {
        entering: { model: 'lifecycle', states: ['at-risk'], days: 1 },
        orders: [2, 2],
      },
      (id) => id % 5 === 1 && id % 3 === 1,
    ],
  ])('is of %s', async (_, filter, which) => {
    expect(await found(filter)).toEqual(everybody(which).slice(0, 50));
    expect(await customersCount(here.shop, queryOf(filter), NOW)).toEqual({
      customers: everybody(which).length,
      more: false,
    });
  });

  it('is of a segment, and of scores as they are kept', async () => {
    expect(await found({ segment: segmentId })).toEqual(everybody((id) => id % 3 === 2));
    const { rows } = await screenOf({ scores: { r: 5 } });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ rfm }) => rfm?.r === 5)).toBe(true);
  });

  it('finds customers by number, order and address, buyers or not', async () => {
    const { domain } = await readShop(here.shop);
    const keys = identityKeys(
      SECRET,
      domain,
    )({
      firstName: 'Hanako',
      lastName: null,
      defaultEmailAddress: { emailAddress: 'Hanako+x@example.jp' },
    } as never)!;
    await saveCustomerKeys(here.shop, [{ id: 131n as CustomerId, keys }]);
    const search = async (text: string) =>
      (
        await searchCustomers(here.shop, text, (shop, email) => emailKey(SECRET, shop, email))
      ).sort();
    expect(await search('130')).toEqual(['13', '130']);
    expect(await search(' ＃71 ')).toEqual(['7']);
    expect(await search('71')).toEqual(['7', '71']);
    expect(await search('HANAKO@example.jp')).toEqual(['131']);
    expect(await search('nobody@example.jp')).toEqual([]);
    expect(await search("'; drop table shop")).toEqual([]);
    expect(idsOf(await screenOf({ ids: ['131', '7'] }))).toEqual([7, 131]);
    expect(await found({ ids: [] })).toEqual([]);
  });

  it('is a file of the same customers in the same order', async () => {
    const filter: CustomersFilter = { departure: [0, 40] };
    const lines = [];
    for await (const portion of customersFile(here.shop, queryOf(filter, 'sort=-amount'), NOW)) {
      lines.push(...portion);
    }
    const first = await screenOf(filter, 'sort=-amount');
    const second = await screenOf(filter, `sort=-amount&after=${first.next}`);
    expect(lines.map(([id]) => Number(id))).toEqual([...idsOf(first), ...idsOf(second)]);
    expect(lines[0]!.slice(1, 4)).toEqual([3, 7_500, 2_500]);
  });

  it('says whether a segment can be made of it, and which', async () => {
    const states = [{ model: 'lifecycle' as const, states: ['dormant'] }];
    const filter: CustomersFilter = { states, orders: [3, null] };
    expect((await screenOf(filter)).unsayable).toEqual([]);
    expect(await segmentOf(here.shop, queryOf(filter))).toMatchObject({ type: 'all' });
    expect((await screenOf({})).unsayable).toEqual(['nothing']);
    const past = [{ ...states[0]!, on: '2026-05-31' }];
    expect((await screenOf({ states: past, scores: { r: 5 } })).unsayable).toEqual([
      'past',
      'scores',
    ]);
    expect(await segmentOf(here.shop, queryOf({ states: past }))).toBeNull();
  });
});
