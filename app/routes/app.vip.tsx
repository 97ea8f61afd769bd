import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { saveAtOnce, type SaveRefusal } from '../commands/settings.ts';
import { pageContext } from '../page-context.ts';
import type { Unready } from '../presenters/readiness.ts';
import { vipScreen, type VipScreen } from '../presenters/vip-screen.ts';
import { readJson } from '../read-body.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import { Vip } from '../ui/vip/vip.tsx';

const Words = z.record(z.string(), z.unknown());
const Deed = z.object({ intent: z.literal('steps'), roles: Words, inserts: Words });

interface Loaded {
  screen: VipScreen | Unready;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const month = new URL(request.url).searchParams.get('month');
  return Response.json({ screen: await vipScreen(shop, month) } satisfies Loaded);
}

type Done = { done: 'saved' | 'problems' } | { done: 'refused'; refusal: SaveRefusal };

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const deed = Deed.safeParse(await readJson(request));
  if (!deed.success) return Response.json(null, { status: 400 });
  const { roles, inserts } = deed.data;
  const saved = await saveAtOnce(shop, enqueue, { roles, inserts }, await merchantId(request));
  const said = (done: Done) => Response.json(done);
  if ('problems' in saved) return said({ done: 'problems' });
  return said('refusal' in saved ? { done: 'refused', ...saved } : { done: 'saved' });
}

export const headers = routeHeaders;

export default function VipPage() {
  const { screen } = useLoaderData<Loaded>();
  const url = useFrameHref()('/app/vip');
  const fetcher = useFetcher<Done | null>();
  useToast(fetcher.data ?? null);
  return (
    <Vip
      screen={screen}
      onSave={(change) => {
        const deed = { intent: 'steps', ...change };
        fetcher.submit(deed, { method: 'post', action: url, encType: 'application/json' });
      }}
    />
  );
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (done?.done === 'saved') showToast(t('vipPage.steps.saved'));
    if (done?.done === 'problems') showToast(t('settings.invalid'), true);
    if (done?.done === 'refused') showToast(t(`settings.refusal.${done.refusal}`), true);
  }, [done, t]);
}
