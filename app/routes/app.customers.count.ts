import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { customersCount } from '../presenters/customers-screen.ts';

/** How many customers the list of an address has; asked beside the page, which does not wait for it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  const { searchParams } = new URL(request.url);
  const count = await customersCount(shop, searchParams, await now());
  return Response.json(count, { headers: { 'Cache-Control': 'no-store' } });
}
