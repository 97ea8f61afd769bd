import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { recountProgress } from '../commands/settings.ts';
import { pageContext } from '../page-context.ts';
import { segmentsScreen, type SegmentsScreen } from '../presenters/segments-screen.ts';
import type { Fraction } from '../presenters/progress.ts';
import { routeHeaders } from '../ui/route-headers.ts';
import { Segments } from '../ui/segments/segments.tsx';

interface Loaded {
  screen: SegmentsScreen;
  recounting: Fraction | null;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const [screen, recounting] = await Promise.all([segmentsScreen(shop), recountProgress(shop)]);
  return Response.json({ screen, recounting } satisfies Loaded);
}

export const headers = routeHeaders;

export default function SegmentsPage() {
  return <Segments {...useLoaderData<Loaded>()} />;
}
