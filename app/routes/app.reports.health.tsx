import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport } from '../commands/reports.ts';
import { calendar } from '../domain/prepared/calendar.ts';
import { pageContext } from '../page-context.ts';
import { healthScreen } from '../presenters/health-screen.ts';
import { HealthPage } from '../ui/health/health.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const at = await now();
  const month = new URL(request.url).searchParams.get('month');
  const open = () => openReport(shop, enqueue, calendar, calendar.params.parse({}), at);
  return { screen: await healthScreen(shop, month, open) };
}

export const headers = routeHeaders;

export default function HealthRoute() {
  return <HealthPage screen={useLoaderData<typeof loader>().screen} />;
}
