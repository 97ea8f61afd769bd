import fc from 'fast-check';
import type { Simulator } from '#simulator/server.ts';
import { controlOf } from './store-control.ts';

/** Something a shop's days bring; records are named by their place, counted round. */
export type Deed =
  | { kind: 'order'; customer: number | null; price: number; pieces: number; code: boolean }
  | { kind: 'hand over'; order: number; customer: number }
  | { kind: 'refund'; order: number; share: number; restock: boolean }
  | { kind: 'cancel'; order: number }
  | { kind: 'edit'; order: number }
  | { kind: 'delete order'; order: number }
  | { kind: 'new customer' }
  | { kind: 'change customer'; customer: number; consent: boolean }
  | { kind: 'tag'; customer: number; tag: string; on: boolean }
  | { kind: 'take our tag off'; customer: number }
  | { kind: 'delete customer'; customer: number }
  | { kind: 'merge'; customer: number; into: number }
  | { kind: 'product'; product: number | null; price: number }
  | { kind: 'delete product'; product: number }
  | { kind: 'wait'; minutes: number };

const place = fc.nat(1_000);
const kind = <Kind extends string>(name: Kind) => fc.constant(name);
const price = fc.integer({ min: 1, max: 90_000 });

/** Any deed; what is frequent in a shop is frequent here. */
export const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kind('order'),
      customer: fc.option(place, { freq: 8 }),
      price,
      pieces: fc.integer({ min: 1, max: 3 }),
      code: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('hand over'), order: place, customer: place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('refund'),
      order: place,
      share: fc.integer({ min: 1, max: 4 }),
      restock: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('cancel'), order: place }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('edit'), order: place }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete order'), order: place }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('new customer') }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('change customer'), customer: place, consent: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('tag'),
      customer: place,
      tag: fc.constantFrom('review-2026-05-01', 'staff', 'ギフト'),
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('take our tag off'), customer: place }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete customer'), customer: place }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('merge'), customer: place, into: place }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('product'), product: fc.option(place), price }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('delete product'), product: place }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('wait'), minutes: fc.constantFrom(1, 45, 3_000) }),
  },
);

/** What the store refuses (a second cancellation, say) simply did not happen. */
export async function perform(deed: Deed, simulator: Simulator): Promise<void> {
  const { world } = simulator;
  const { call, anOrder } = controlOf(simulator);
  const customer = (at: number) => [...world.customers.values()].at(at % world.customers.size);
  const product = (at: number) => [...world.products.values()].at(at % world.products.size);
  const order = (at: number) => [...world.orders.values()].at(at % world.orders.size);
  const number = (record: { id: string } | undefined) => record?.id.split('/').at(-1) ?? '0';
  switch (deed.kind) {
    case 'order': {
      const amount = (value: number) => ({ shopMoney: { amount: String(value) } });
      const item = {
        product: { id: product(deed.price)?.id },
        quantity: deed.pieces,
        originalUnitPriceSet: amount(deed.price),
        ...(deed.code && { codeDiscountSet: amount(Math.floor(deed.price / 10)) }),
      };
      const buyer = deed.customer === null ? null : { id: customer(deed.customer)?.id };
      await anOrder({ customer: buyer, lineItems: [item], sourceName: deed.code ? 'pos' : 'web' });
      return;
    }
    case 'hand over': {
      const [id, buyer] = [order(deed.order)?.id, customer(deed.customer)?.id];
      await call('POST', 'orders', { id, customer: { id: buyer } });
      return;
    }
    case 'refund': {
      const chosen = order(deed.order);
      const total = Number(chosen?.totalPriceSet.shopMoney.amount ?? 0);
      const amount = String(Math.floor(total / deed.share));
      await call('POST', `orders/${number(chosen)}/refund`, { amount, restock: deed.restock });
      return;
    }
    case 'cancel':
      await call('POST', `orders/${number(order(deed.order))}/cancel`, {});
      return;
    case 'edit': {
      const chosen = order(deed.order);
      const [line] = chosen?.lineItems ?? [];
      const lineItems = [{ id: line?.id, currentQuantity: (line?.currentQuantity ?? 0) + 1 }];
      await call('POST', `orders/${number(chosen)}/edit`, { lineItems });
      return;
    }
    case 'delete order':
      await call('DELETE', `orders/${number(order(deed.order))}`);
      return;
    case 'new customer':
      await call('POST', 'customers', { tags: ['会員'], locale: 'ja' });
      return;
    case 'change customer':
      await call('POST', 'customers', {
        id: customer(deed.customer)?.id,
        state: deed.consent ? 'ENABLED' : 'INVITED',
        defaultAddress: { countryCodeV2: 'JP', provinceCode: deed.consent ? 'JP-13' : 'JP-27' },
      });
      return;
    case 'tag': {
      const change = deed.on ? { add: [deed.tag] } : { remove: [deed.tag] };
      await call('POST', `customers/${number(customer(deed.customer))}/tags`, change);
      return;
    }
    case 'take our tag off': {
      const chosen = customer(deed.customer);
      const ours = chosen?.tags.filter((tag) => tag.startsWith('kz-')) ?? [];
      await call('POST', `customers/${number(chosen)}/tags`, { remove: ours.slice(0, 1) });
      return;
    }
    case 'delete customer':
      await call('DELETE', `customers/${number(customer(deed.customer))}`);
      return;
    case 'merge':
      await call('POST', 'customers/merge', {
        keep: customer(deed.into)?.id,
        remove: customer(deed.customer)?.id,
      });
      return;
    case 'product': {
      const id = deed.product === null ? undefined : product(deed.product)?.id;
      const variants = [{ price: String(deed.price), unitCost: String(Math.ceil(deed.price / 3)) }];
      await call('POST', 'products', { id, title: `クリーム ${deed.price}`, variants });
      return;
    }
    case 'delete product':
      if (world.products.size > 3) {
        await call('DELETE', `products/${number(product(deed.product))}`);
      }
      return;
    case 'wait': {
      const now = Date.parse(world.clock.now());
      await call('POST', 'clock', { now: new Date(now + deed.minutes * 60_000).toISOString() });
    }
  }
}
