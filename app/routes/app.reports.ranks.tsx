import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { ranks } from '../domain/prepared/ranks.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { pageContext } from '../page-context.ts';
import { ranksScreen } from '../presenters/ranks-screen.ts';
import { RanksPage } from '../ui/ranks/ranks.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(ranks, new URL(request.url).searchParams);
  const at = await now();
  const open = () => openReport(shop, enqueue, ranks, question, at);
  return { screen: await ranksScreen(shop, open, question, at) };
}

/** Has the report counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  await renewReport(shop, enqueue, ranks, questionOf(ranks, new URL(request.url).searchParams));
  return null;
}

export const headers = routeHeaders;

export default function RanksRoute() {
  return <RanksPage screen={useLoaderData<typeof loader>().screen} />;
}
