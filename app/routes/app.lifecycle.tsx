import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { lifecycleScreen } from '../presenters/lifecycle-screen.ts';
import { Lifecycle } from '../ui/lifecycle/lifecycle.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const month = new URL(request.url).searchParams.get('month');
  return { screen: await lifecycleScreen(shop, month) };
}

export const headers = routeHeaders;

export default function LifecyclePage() {
  return <Lifecycle screen={useLoaderData<typeof loader>().screen} />;
}
