import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { customersScreen } from '../presenters/customers-screen.ts';
import { Customers } from '../ui/customers/customers.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  const { searchParams } = new URL(request.url);
  return { screen: await customersScreen(shop, searchParams, await now()) };
}

export const headers = routeHeaders;

export default function CustomersPage() {
  const { screen } = useLoaderData<typeof loader>();
  return <Customers screen={screen} />;
}
