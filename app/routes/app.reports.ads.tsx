import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { ads } from '../domain/prepared/ads.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { pageContext } from '../page-context.ts';
import { adsQuestionOf, adsScreen } from '../presenters/ads-screen.ts';
import { AdsPage } from '../ui/ads/ads.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const address = new URL(request.url).searchParams;
  const at = await now();
  const open = () => openReport(shop, enqueue, ads, questionOf(ads, address), at);
  return { screen: await adsScreen(shop, open, adsQuestionOf(address), at) };
}

/** Has the report counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  await renewReport(shop, enqueue, ads, questionOf(ads, new URL(request.url).searchParams));
  return null;
}

export const headers = routeHeaders;

export default function AdsRoute() {
  return <AdsPage screen={useLoaderData<typeof loader>().screen} />;
}
