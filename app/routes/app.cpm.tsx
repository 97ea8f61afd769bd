import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { cpmScreen } from '../presenters/cpm-screen.ts';
import { CpmPage } from '../ui/cpm/cpm.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const month = new URL(request.url).searchParams.get('month');
  return { screen: await cpmScreen(await merchantShop(request), await now(), month) };
}

export const headers = routeHeaders;

export default function CpmRoute() {
  return <CpmPage screen={useLoaderData<typeof loader>().screen} />;
}
