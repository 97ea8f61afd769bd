import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { worth } from '../domain/prepared/worth.ts';
import { pageContext } from '../page-context.ts';
import { worthScreen } from '../presenters/worth-screen.ts';
import { WorthPage } from '../ui/worth/worth.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(worth, new URL(request.url).searchParams);
  const at = await now();
  const open = () => openReport(shop, enqueue, worth, question, at);
  return { screen: await worthScreen(shop, open, question, at) };
}

/** Has the report counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  await renewReport(shop, enqueue, worth, questionOf(worth, new URL(request.url).searchParams));
  return null;
}

export const headers = routeHeaders;

export default function WorthRoute() {
  return <WorthPage screen={useLoaderData<typeof loader>().screen} />;
}
