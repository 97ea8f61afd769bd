import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { calendar } from '../domain/prepared/calendar.ts';
import { change } from '../domain/prepared/change.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { pageContext } from '../page-context.ts';
import { diagnosisAsked, diagnosisScreen } from '../presenters/diagnosis-screen.ts';
import { isNewestMonth } from '../presenters/month.ts';
import { DiagnosisPage } from '../ui/diagnosis/diagnosis.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const at = await now();
  const reports = {
    calendar: () => openReport(shop, enqueue, calendar, calendar.params.parse({}), at),
    change: (month: string) => openReport(shop, enqueue, change, { month }, at),
  };
  const asked = diagnosisAsked(new URL(request.url).searchParams);
  return { screen: await diagnosisScreen(shop, asked, reports, at) };
}

/** Has the causes of change counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const asked = questionOf(change, new URL(request.url).searchParams);
  const month = (await isNewestMonth(shop, asked.month)) ? '' : asked.month;
  await renewReport(shop, enqueue, change, { month });
  return null;
}

export const headers = routeHeaders;

export default function DiagnosisRoute() {
  return <DiagnosisPage screen={useLoaderData<typeof loader>().screen} />;
}
