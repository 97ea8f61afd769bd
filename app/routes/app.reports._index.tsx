import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { reportsHub } from '../presenters/reports-hub.ts';
import { ReportsPage } from '../ui/reports/reports.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop } = pageContext(context);
  const shop = await merchantShop(request);
  return { hub: await reportsHub(shop) };
}

export const headers = routeHeaders;

export default function ReportsRoute() {
  return <ReportsPage hub={useLoaderData<typeof loader>().hub} />;
}
