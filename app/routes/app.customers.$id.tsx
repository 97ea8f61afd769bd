import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useParams } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { recordEvent, removeEvent, type EventRefusal } from '../commands/record-event.ts';
import { optOut } from '../commands/save-counting.ts';
import { pageContext } from '../page-context.ts';
import { readForm } from '../read-body.ts';
import { customerIdOf, customerScreen } from '../presenters/customer-screen.ts';
import { unreadyOf } from '../presenters/readiness.ts';
import { showToast } from '../ui/app-bridge.ts';
import { Customer } from '../ui/customer/customer.tsx';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import { useRefresh } from '../ui/use-refresh.ts';

const Deed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add-event'), kind: z.string(), at: z.string().max(40) }),
  z.object({ intent: z.literal('remove-event'), id: z.string().regex(/^\d{1,18}$/) }),
  z.object({ intent: z.literal('opt-out'), out: z.enum(['yes', 'no']) }),
]);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  const id = customerIdOf(params.id);
  const screen = id === null ? null : await customerScreen(shop, id, await now());
  return { screen, unready: screen ? null : await unreadyOf(shop) };
}

type Done =
  | { done: 'added' | 'removed' | 'notRemoved' | 'stopped' | 'started' }
  | { done: 'refused'; refusal: EventRefusal };

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const customerId = customerIdOf(params.id);
  const deed = Deed.safeParse(Object.fromEntries(await readForm(request)));
  if (!deed.success || customerId === null) return Response.json(null, { status: 400 });
  const said = (done: Done) => done;
  switch (deed.data.intent) {
    case 'add-event': {
      const { kind, at } = deed.data;
      const by = await merchantId(request);
      const refusal = await recordEvent(shop, enqueue, { customerId, kind, at, by });
      return said(refusal ? { done: 'refused', refusal } : { done: 'added' });
    }
    case 'remove-event': {
      const removal = await removeEvent(shop, enqueue, BigInt(deed.data.id));
      return said({ done: removal === 'follows-source' ? 'notRemoved' : 'removed' });
    }
    case 'opt-out': {
      const out = deed.data.out === 'yes';
      await optOut(shop, enqueue, customerId, out);
      return said({ done: out ? 'stopped' : 'started' });
    }
  }
}

export const headers = routeHeaders;

export default function CustomerPage() {
  const { t } = useTranslation();
  const { screen, unready } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<Done | null>();
  const { id = '' } = useParams();
  const url = useFrameHref()(`/app/customers/${id}`);
  const done = fetcher.data ?? null;
  useRefresh(false);
  useToast(done);
  return (
    <Customer
      screen={screen}
      unready={unready}
      sending={fetcher.state !== 'idle'}
      refusal={done?.done === 'refused' ? t(`customer.refusal.${done.refusal}`) : null}
      onDeed={(deed) => {
        fetcher.submit(deed, { method: 'post', action: url });
      }}
    />
  );
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (!done) return;
    const words = {
      added: t('customer.events.added'),
      removed: t('customer.events.removed'),
      notRemoved: t('customer.events.notRemoved'),
      stopped: t('customer.optOut.stopped'),
      started: t('customer.optOut.started'),
    };
    if (done.done !== 'refused') showToast(words[done.done]);
  }, [done, t]);
}
