import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { customerBlock } from '../presenters/customer-block.ts';
import { customerIdOf } from '../presenters/customer-screen.ts';

const GID = 'gid://shopify/Customer/';

/** What the block on Shopify's customer page shows: `?id=` is Shopify's id of the customer. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { extensionShop, now } = pageContext(context);
  const shop = await extensionShop(request);
  const asked = new URL(request.url).searchParams.get('id') ?? '';
  const id = customerIdOf(asked.startsWith(GID) ? asked.slice(GID.length) : asked);
  if (id === null) throw new Response('id is none of a customer', { status: 400 });
  const block = await customerBlock(shop, id, await now());
  if (!block) throw new Response('there is no such customer', { status: 404 });
  return Response.json(block, { headers: { 'Cache-Control': 'no-store' } });
}
