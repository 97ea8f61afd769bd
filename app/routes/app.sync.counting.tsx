import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  previewCounting,
  saveCounting,
  saveSources,
  type CountingPreview,
} from '../commands/save-counting.ts';
import { Counting } from '../domain/counting.ts';
import { FactSources } from '../domain/fact-sources.ts';
import { pageContext } from '../page-context.ts';
import { readJson } from '../read-body.ts';
import { countingScreen } from '../presenters/counting-screen.ts';
import { showToast } from '../ui/app-bridge.ts';
import { CountingPage } from '../ui/counting/counting.tsx';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

const Deed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('preview'), counting: Counting }),
  z.object({ intent: z.literal('save'), counting: Counting, sources: FactSources }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  return countingScreen(await pageContext(context).merchantShop(request));
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const deed = Deed.safeParse(await readJson(request));
  if (!deed.success) return Response.json({ saved: false }, { status: 400 });
  if (deed.data.intent === 'preview') {
    return Response.json({ preview: await previewCounting(shop, deed.data.counting) });
  }
  const { counting, sources } = deed.data;
  const before = await countingScreen(shop);
  const by = await merchantId(request);
  if (differ(before.counting, counting)) await saveCounting(shop, enqueue, counting, by);
  if (differ(before.sources, sources)) await saveSources(shop, enqueue, sources, by);
  return Response.json({ saved: true });
}

function differ(one: object, other: object): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}

export const headers = routeHeaders;

export default function CountingRoute() {
  const { t } = useTranslation();
  const url = useFrameHref()('/app/sync/counting');
  const asking = useFetcher<{ preview?: CountingPreview }>();
  const saving = useFetcher<{ saved: boolean }>();
  const { submit: ask } = asking;
  const { data: saved } = saving;
  useEffect(() => {
    if (saved) showToast(t(saved.saved ? 'counting.saved' : 'counting.failed'), !saved.saved);
  }, [saved, t]);
  const send = { method: 'post', action: url, encType: 'application/json' } as const;
  const onAsk = useCallback(
    (counting: Counting) => {
      ask(
        { intent: 'preview', counting },
        { method: 'post', action: url, encType: 'application/json' },
      );
    },
    [ask, url],
  );
  return (
    <CountingPage
      screen={useLoaderData<typeof loader>()}
      consequences={asking.state === 'idle' ? (asking.data?.preview ?? null) : null}
      onAsk={onAsk}
      onSave={(wishes) => {
        saving.submit({ intent: 'save', ...wishes }, send);
      }}
    />
  );
}
