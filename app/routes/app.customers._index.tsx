import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { customersScreen } from '../presenters/customers-screen.ts';
import { Customers } from '../ui/customers.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const shop = await pageContext(context).merchantShop(request);
  const screen = await customersScreen(shop, {
    model: searchParams.get('model'),
    state: searchParams.get('state'),
    after: searchParams.get('after'),
    before: searchParams.get('before'),
  });
  return { screen };
}

export const headers = routeHeaders;

export default function CustomersPage() {
  const { screen } = useLoaderData<typeof loader>();
  return <Customers screen={screen} />;
}
