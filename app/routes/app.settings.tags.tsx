import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { createShopifySegments } from '../commands/shopify-segments.ts';
import { retryTags } from '../commands/retry-tags.ts';
import { draftSettings, recountProgress } from '../commands/settings.ts';
import { startTagging } from '../commands/start-tagging.ts';
import { pauseTagging, prefixClash, removeAllTags } from '../commands/tagging.ts';
import { TAGGED_MODELS } from '../domain/tagging.ts';
import { pageContext, type PageContext } from '../page-context.ts';
import { readJson } from '../read-body.ts';
import { shownClash, tagsScreen, type ShownClash } from '../presenters/tags-screen.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import type { Problem } from '../ui/settings/problem-words.ts';
import { useDraft } from '../ui/settings/use-draft.ts';
import { Tags } from '../ui/tags/tags.tsx';

const LONGEST = 100;

const Deed = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['start', 'pause', 'resume', 'remove', 'retry']) }),
  z.object({ intent: z.literal('segments'), locale: z.enum(['ja', 'en']) }),
  z.object({
    intent: z.literal('draft'),
    tagging: z.object({
      prefix: z.string().max(LONGEST),
      models: z.array(z.enum(TAGGED_MODELS)),
      segments: z.boolean(),
      whenRemoved: z.enum(['repair', 'respect']),
      metafields: z.boolean(),
    }),
  }),
]);

type Deed = z.infer<typeof Deed>;
type Plain = Exclude<Deed['intent'], 'draft' | 'segments'>;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const [screen, recounting] = await Promise.all([tagsScreen(shop), recountProgress(shop)]);
  return { screen, recounting };
}

type Done =
  | { done: Plain | 'segments' | 'not-removed' }
  | { done: 'drafted'; draftId: number }
  | { done: 'problems'; problems: Problem[]; clash: ShownClash | null };

export async function action({ request, context }: ActionFunctionArgs) {
  const page = pageContext(context);
  const deed = Deed.safeParse(await readJson(request));
  if (!deed.success) return Response.json(null, { status: 400 });
  return Response.json(await doneBy(request, page, deed.data));
}

async function doneBy(request: Request, page: PageContext, deed: Deed): Promise<Done> {
  if (deed.intent === 'draft') return draft(request, page, deed.tagging);
  if (deed.intent !== 'segments') return doPlainly(request, page, deed.intent);
  const shop = await page.merchantShop(request);
  await createShopifySegments(shop, page.enqueue, null, deed.locale);
  return { done: 'segments' };
}

type Drafted = Extract<Deed, { intent: 'draft' }>['tagging'];

async function draft(request: Request, page: PageContext, tagging: Drafted): Promise<Done> {
  const shop = await page.merchantShop(request);
  const by = await page.merchantId(request);
  const drafted = await draftSettings(shop, page.enqueue, { tagging }, by);
  if (!('problems' in drafted)) return { done: 'drafted', ...drafted };
  const clashes = drafted.problems.some(({ code }) => code === 'prefix-clash');
  const clash = clashes ? await prefixClash(shop, tagging.prefix) : null;
  return { done: 'problems', problems: drafted.problems, clash: shownClash(clash) };
}

async function doPlainly(request: Request, page: PageContext, intent: Plain): Promise<Done> {
  const { enqueue, now } = page;
  const shop = await page.merchantShop(request);
  switch (intent) {
    case 'start':
    case 'resume':
      await startTagging(shop, enqueue, new Date(await now()));
      return { done: intent };
    case 'pause':
      await pauseTagging(shop, enqueue, new Date(await now()));
      return { done: intent };
    case 'remove': {
      const removed = await removeAllTags(shop, enqueue, await page.merchantId(request));
      return { done: 'refusal' in removed ? 'not-removed' : 'remove' };
    }
    case 'retry':
      await retryTags(shop, enqueue);
      return { done: intent };
  }
}

export const headers = routeHeaders;

export default function TagsPage() {
  const url = useFrameHref()('/app/settings/tags');
  const { screen, recounting } = useLoaderData<typeof loader>();
  const { i18n } = useTranslation();
  const locale = i18n.language === 'ja' ? 'ja' : 'en';
  const fetcher = useFetcher<Done | null>();
  const done = fetcher.data ?? null;
  const [draftId, setDraftId] = useState<number | null>(null);
  const drop = () => {
    setDraftId(null);
  };
  const handle = useDraft(draftId, drop);
  useEffect(() => {
    if (done?.done === 'drafted') setDraftId(done.draftId);
  }, [done]);
  useToast(done);
  const send = (deed: Deed) => {
    fetcher.submit(deed, { method: 'post', action: url, encType: 'application/json' });
  };
  const refused = done?.done === 'problems' ? done : null;
  return (
    <Tags
      {...{ screen, recounting }}
      handle={draftId === null ? null : handle}
      problems={refused?.problems ?? []}
      clash={refused?.clash ?? null}
      sending={fetcher.state !== 'idle'}
      onAsk={(tagging) => {
        send({ intent: 'draft', tagging });
      }}
      onDrop={drop}
      onDeed={(intent) => {
        send(intent === 'segments' ? { intent, locale } : { intent });
      }}
    />
  );
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (!done) return;
    const words = {
      start: t('tags.started'),
      pause: t('tags.paused'),
      resume: t('tags.resumed'),
      remove: t('tags.removed'),
      retry: t('tags.retried'),
      segments: t('tags.segmentsAsked'),
    };
    if (done.done in words) showToast(words[done.done as Plain]);
    if (done.done === 'not-removed') showToast(t('settings.refusal.settings-changed'), true);
    if (done.done === 'problems') showToast(t('settings.invalid'), true);
  }, [done, t]);
}
