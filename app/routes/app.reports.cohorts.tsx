import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { cohorts } from '../domain/prepared/cohorts.ts';
import { pageContext } from '../page-context.ts';
import { cohortsScreen } from '../presenters/cohorts-screen.ts';
import { CohortsPage } from '../ui/cohorts/cohorts.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(cohorts, new URL(request.url).searchParams);
  const at = await now();
  const open = () => openReport(shop, enqueue, cohorts, question, at);
  return { screen: await cohortsScreen(shop, open, question, at) };
}

/** Has the report counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  await renewReport(shop, enqueue, cohorts, questionOf(cohorts, new URL(request.url).searchParams));
  return null;
}

export const headers = routeHeaders;

export default function CohortsRoute() {
  return <CohortsPage screen={useLoaderData<typeof loader>().screen} />;
}
