import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { moveClock } from '../changes/days.ts';
import { RefundInput } from '../changes/inputs/orders.ts';
import { putOrder } from '../changes/orders.ts';
import { cancelOrder, refundOrder } from '../changes/refunds.ts';
import { Refusal } from '../changes/refusal.ts';
import { readText, type Routes } from '../http.ts';
import type { Customer } from '../records.ts';
import type { World } from '../world.ts';
import type { Result } from './layout.ts';
import { localeOf } from './texts.ts';
import { address } from './view.ts';
import { dayOf, numberIn } from './written.ts';

const MATCHES = 20;

const OrderForm = z.object({
  customer: z.string().trim().min(1),
  product: z.string(),
  quantity: z.coerce.number().int().min(1).max(999),
});
const DayForm = z.object({
  days: z.coerce.number().int().min(1).max(3_660),
  back: z.string().regex(/^\/(?!\/)[^\\]*$/),
});

/** What a form did, and the page that says so. */
interface Outcome {
  path: string;
  done: Result;
  what: string;
}

type Deed = (fields: Record<string, string>, number: string) => Outcome;

/** What a merchant does to the store by hand. Every answer sends on to a page with the result. */
export function formRoutes(world: World): Routes {
  return {
    'POST /forms/create-order': form('/orders', (fields) => createOrder(world, fields)),
    'POST /forms/refund/*': form('/orders', (fields, number) => {
      const { amount, restock } = fields;
      const input = RefundInput.safeParse({ amount, restock: restock !== undefined });
      if (!input.success) throw new Refusal(400, z.prettifyError(input.error));
      const order = refundOrder(world, `gid://shopify/Order/${number}`, input.data);
      return { path: `/orders/${number}`, done: 'refunded', what: order.name };
    }),
    'POST /forms/cancel/*': form('/orders', (_, number) => {
      const order = cancelOrder(world, `gid://shopify/Order/${number}`);
      return { path: `/orders/${number}`, done: 'cancelled', what: order.name };
    }),
    'POST /forms/day': form('/customers', (fields) => {
      const { days, back } = parsed(DayForm, fields);
      return { path: back, done: 'moved', what: dayOf(world, moveClock(world, { days })) };
    }),
  };
}

/** Customers whose name holds the text, or whose number begins with it. */
export function searchCustomers(world: World, text: string): Customer[] {
  const wanted = text.replaceAll(/\s/g, '').toLowerCase();
  const found: Customer[] = [];
  if (wanted === '') return found;
  for (const customer of world.customers.values()) {
    const { firstName, lastName, id } = customer;
    const names = [`${lastName ?? ''}${firstName ?? ''}`, `${firstName ?? ''}${lastName ?? ''}`];
    const fits = names.some((name) => name.replaceAll(/\s/g, '').toLowerCase().includes(wanted));
    if (fits || numberIn(id).startsWith(wanted)) found.push(customer);
    if (found.length === MATCHES) break;
  }
  return found;
}

function createOrder(world: World, fields: Record<string, string>): Outcome {
  const { customer: who, product, quantity } = parsed(OrderForm, fields);
  const number = /^\d+/.exec(who)?.[0];
  const exact = world.customers.get(`gid://shopify/Customer/${number}`);
  const matches = exact ? [exact] : searchCustomers(world, who);
  const [customer] = matches;
  if (!customer) return { path: '/orders', done: 'nobody', what: who };
  if (matches.length > 1) return { path: '/orders', done: 'several', what: who };
  const order = putOrder(world, {
    customer: { id: customer.id },
    lineItems: [{ product: { id: product }, quantity }],
  });
  return { path: `/orders/${numberIn(order.id)}`, done: 'created', what: order.name };
}

function parsed<Fields>(schema: z.ZodType<Fields>, fields: Record<string, string>): Fields {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  throw new Refusal(400, z.prettifyError(result.error));
}

function form(home: string, deed: Deed) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    [number = '']: string[],
  ) => {
    if (isForeign(request)) throw new Refusal(400, "the form was sent by another site's page");
    const fields = Object.fromEntries(new URLSearchParams(await readText(request)));
    const view = { locale: localeOf(url) };
    response.writeHead(303, { location: whereTo(view, home, fields, number, deed) });
    response.end();
  };
}

function whereTo(
  view: Parameters<typeof address>[0],
  home: string,
  fields: Record<string, string>,
  number: string,
  deed: Deed,
): string {
  try {
    const { path, done, what } = deed(fields, number);
    return address(view, path, { done, what });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return address(view, number === '' ? home : `${home}/${number}`, { refused: error.message });
  }
}

function isForeign({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== `http://${headers.host}`;
}
