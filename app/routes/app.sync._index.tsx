import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { compareStore } from '../commands/compare-store.ts';
import { startBackfill } from '../commands/connect-shop.ts';
import { retryTags } from '../commands/retry-tags.ts';
import { dismissDeliveries, redoDeliveries } from '../commands/set-aside.ts';
import { pageContext } from '../page-context.ts';
import { readForm } from '../read-body.ts';
import { syncScreen } from '../presenters/sync-screen.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import { Sync } from '../ui/sync/sync.tsx';

const id = z
  .string()
  .regex(/^\d{0,18}$/)
  .transform((text) => (text === '' ? null : BigInt(text)));

const Deed = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['compare', 'retry-backfill', 'retry-tags']) }),
  z.object({ intent: z.literal('read-again'), kind: z.enum(['orders', 'customers', 'products']) }),
  z.object({ intent: z.enum(['redo', 'dismiss']), id }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  return syncScreen(shop, await now(), new URL(request.url).searchParams.get('before'));
}

/** What was done, and of how many. */
interface Done {
  intent: z.infer<typeof Deed>['intent'];
  count: number;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const deed = Deed.safeParse(Object.fromEntries(await readForm(request)));
  if (!deed.success) return Response.json(null, { status: 400 });
  const done = (count: number): Done => ({ intent: deed.data.intent, count });
  switch (deed.data.intent) {
    case 'compare':
      return done(await compareStore(shop, enqueue));
    case 'read-again':
      return done(await compareStore(shop, enqueue, [deed.data.kind]));
    case 'retry-backfill':
      await startBackfill(shop, enqueue);
      return done(1);
    case 'retry-tags':
      return done(await retryTags(shop, enqueue));
    case 'redo':
      return done(await redoDeliveries(shop, enqueue, deed.data.id));
    case 'dismiss':
      return done(await dismissDeliveries(shop, deed.data.id));
  }
}

export const headers = routeHeaders;

export default function SyncPage() {
  const fetcher = useFetcher<Done | null>();
  const { revalidate } = useRevalidator();
  const [search] = useSearchParams();
  const url = useFrameHref()('/app/sync?index');
  useToast(fetcher.data ?? null);
  return (
    <Sync
      screen={useLoaderData<typeof loader>()}
      older={search.has('before')}
      sending={fetcher.state !== 'idle'}
      onDeed={(deed) => {
        fetcher.submit(deed, { method: 'post', action: url });
      }}
      onChanged={revalidate}
    />
  );
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (!done) return;
    const { intent, count } = done;
    const words = {
      compare: count > 0 ? t('sync.compare.started') : t('sync.compare.busy'),
      'read-again': t('sync.kinds.retried'),
      'retry-backfill': t('sync.kinds.retried'),
      'retry-tags': t('sync.refusals.retried', { count }),
      redo: t('sync.failures.redone', { count }),
      dismiss: t('sync.failures.dismissed', { count }),
    };
    showToast(words[intent]);
  }, [done, t]);
}
