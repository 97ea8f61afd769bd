import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { startBackfill } from '../commands/connect-shop.ts';
import { startTagging } from '../commands/start-tagging.ts';
import { pageContext } from '../page-context.ts';
import { readForm } from '../read-body.ts';
import { homeScreen } from '../presenters/home-screen.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { Home } from '../ui/home/home.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  return homeScreen(await merchantShop(request), await now());
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const intent = (await readForm(request)).get('intent');
  if (intent === 'start-tagging') {
    await startTagging(shop, enqueue, new Date(await now()));
    return { done: 'start-tagging' as const };
  }
  if (intent === 'retry-backfill') {
    await startBackfill(shop, enqueue);
    return { done: 'retry-backfill' as const };
  }
  return Response.json({ done: null }, { status: 400 });
}

export const headers = routeHeaders;

export default function HomePage() {
  const { t } = useTranslation();
  const fetcher = useFetcher<{ done: 'start-tagging' | 'retry-backfill' | null }>();
  const url = useFrameHref()('/app?index');
  const done = fetcher.data?.done;
  useEffect(() => {
    if (done === 'start-tagging') showToast(t('tagging.started'));
  }, [done, t]);
  const send = (intent: string) => () => {
    fetcher.submit({ intent }, { method: 'post', action: url });
  };
  return (
    <Home
      screen={useLoaderData<typeof loader>()}
      starting={fetcher.state !== 'idle'}
      onStart={send('start-tagging')}
      onRetry={send('retry-backfill')}
    />
  );
}
