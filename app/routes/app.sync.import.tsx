import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { acceptUpload, cancelUpload } from '../commands/uploads.ts';
import { pageContext } from '../page-context.ts';
import { readForm } from '../read-body.ts';
import { importScreen } from '../presenters/import-screen.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import type { Files } from '../ui/import/choose-card.tsx';
import { Import } from '../ui/import/import.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

const Deed = z.object({
  intent: z.enum(['accept', 'cancel']),
  id: z.string().regex(/^\d{1,18}$/),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  return importScreen(await pageContext(context).merchantShop(request));
}

interface Done {
  intent: 'accept' | 'cancel';
  done: boolean;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const deed = Deed.safeParse(Object.fromEntries(await readForm(request)));
  if (!deed.success) return Response.json(null, { status: 400 });
  const { intent } = deed.data;
  const id = BigInt(deed.data.id);
  const done =
    intent === 'accept' ? await acceptUpload(shop, enqueue, id) : await cancelUpload(shop, id);
  return { intent, done } satisfies Done;
}

export const headers = routeHeaders;

export default function ImportPage() {
  const fetcher = useFetcher<Done | null>();
  const href = useFrameHref();
  const upload = useUpload();
  useToast(fetcher.data ?? null);
  return (
    <Import
      screen={useLoaderData<typeof loader>()}
      sending={fetcher.state !== 'idle' || upload.sending}
      refusal={upload.refusal}
      onFiles={(files) => void upload.send(files)}
      onDecide={(deed) => {
        fetcher.submit(deed, { method: 'post', action: href('/app/sync/import') });
      }}
    />
  );
}

/** Sends files and says why they were not taken. */
function useUpload() {
  const { revalidate } = useRevalidator();
  const url = useFrameHref()('/app/sync/import/file');
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async ({ kind, file, customers }: Files) => {
    setSending(true);
    setRefusal(null);
    const body = new FormData();
    body.set('kind', kind);
    body.set('file', file);
    if (customers) body.set('customers', customers);
    const response = await fetch(url, { method: 'POST', body }).catch(() => null);
    const answer = response?.ok ? ((await response.json()) as { refusal: string | null }) : null;
    setRefusal(answer ? answer.refusal : `HTTP ${response?.status ?? ''}`);
    setSending(false);
    revalidate();
  };
  return { sending, refusal, send };
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (done?.done) showToast(t(done.intent === 'accept' ? 'import.accepted' : 'import.cancelled'));
  }, [done, t]);
}
