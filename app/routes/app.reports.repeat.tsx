import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { repeat } from '../domain/prepared/repeat.ts';
import { pageContext } from '../page-context.ts';
import { repeatScreen } from '../presenters/repeat-screen.ts';
import { RepeatPage } from '../ui/repeat/repeat.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(repeat, new URL(request.url).searchParams);
  const at = await now();
  const open = () => openReport(shop, enqueue, repeat, question, at);
  return { screen: await repeatScreen(shop, open, question, at) };
}

/** Has the report counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  await renewReport(shop, enqueue, repeat, questionOf(repeat, new URL(request.url).searchParams));
  return null;
}

export const headers = routeHeaders;

export default function RepeatRoute() {
  return <RepeatPage screen={useLoaderData<typeof loader>().screen} />;
}
