import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openReport, renewReport } from '../commands/reports.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { subscriptions } from '../domain/prepared/subscriptions.ts';
import { pageContext } from '../page-context.ts';
import { subscriptionsScreen } from '../presenters/subscriptions-screen.ts';
import { SubscriptionsPage } from '../ui/subscriptions/subscriptions.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(subscriptions, new URL(request.url).searchParams);
  const at = await now();
  const open = () => openReport(shop, enqueue, subscriptions, question, at);
  return { screen: await subscriptionsScreen(shop, open, question, at) };
}

/** Has the report counted anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  await renewReport(
    shop,
    enqueue,
    subscriptions,
    questionOf(subscriptions, new URL(request.url).searchParams),
  );
  return null;
}

export const headers = routeHeaders;

export default function SubscriptionsRoute() {
  return <SubscriptionsPage screen={useLoaderData<typeof loader>().screen} />;
}
