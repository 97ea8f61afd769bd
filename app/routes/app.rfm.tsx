import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import type { Unready } from '../presenters/readiness.ts';
import { rfmScreen, type RfmScreen } from '../presenters/rfm-screen.ts';
import { routeHeaders } from '../ui/route-headers.ts';
import { Rfm } from '../ui/rfm/rfm.tsx';

interface Loaded {
  screen: RfmScreen | Unready;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const { searchParams } = new URL(request.url);
  const asked = { from: searchParams.get('from'), to: searchParams.get('to') };
  return Response.json({ screen: await rfmScreen(shop, asked) } satisfies Loaded);
}

export const headers = routeHeaders;

export default function RfmPage() {
  return <Rfm {...useLoaderData<Loaded>()} />;
}
