import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate, useParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { deleteSegment, renameSegment, saveSegment, segmentMembers } from '../commands/segments.ts';
import { recountProgress } from '../commands/settings.ts';
import { pageContext, type PageContext } from '../page-context.ts';
import type { Fraction } from '../presenters/progress.ts';
import {
  cursorOf,
  segmentIdIn,
  segmentScreen,
  segmentsScreen,
  type SegmentScreen,
} from '../presenters/segments-screen.ts';
import { readJson } from '../read-body.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import { Segment } from '../ui/segments/segment.tsx';
import type { Problem } from '../ui/settings/problem-words.ts';
import { useDraft } from '../ui/settings/use-draft.ts';

const PAGE = 50;
const LONGEST = 255;

const Deed = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rename'), name: z.string().max(LONGEST) }),
  z.object({ intent: z.literal('tag'), tag: z.boolean() }),
  z.object({ intent: z.literal('delete') }),
]);
type Deed = z.infer<typeof Deed>;

interface Loaded {
  screen: SegmentScreen | null;
  recounting: Fraction | null;
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  const id = segmentIdIn(params.id);
  const after = cursorOf(new URL(request.url).searchParams.get('after') ?? undefined);
  const [page, recounting] = await Promise.all([
    segmentMembers(shop, id, after, PAGE),
    recountProgress(shop),
  ]);
  const screen = await segmentScreen(shop, id, page, { later: after !== null, now: await now() });
  return Response.json({ screen, recounting } satisfies Loaded);
}

type Done =
  | { done: 'drafted'; about: 'tag' | 'delete'; draftId: number }
  | { done: 'renamed' | 'refused' }
  | { done: 'problems'; problems: Problem[] };

export async function action({ request, context, params }: ActionFunctionArgs) {
  const deed = Deed.safeParse(await readJson(request));
  if (!deed.success) return Response.json(null, { status: 400 });
  return Response.json(
    await perform(request, pageContext(context), segmentIdIn(params.id), deed.data),
  );
}

async function perform(
  request: Request,
  { merchantShop, merchantId, enqueue }: PageContext,
  id: number,
  deed: Deed,
): Promise<Done> {
  const shop = await merchantShop(request);
  const by = await merchantId(request);
  if (deed.intent === 'rename') {
    const renamed = await renameSegment(shop, enqueue, { id, name: deed.name }, by);
    if (renamed && 'problems' in renamed) return { done: 'problems', ...renamed };
    return { done: renamed && 'version' in renamed ? 'renamed' : 'refused' };
  }
  const { segments } = await segmentsScreen(shop);
  const segment = segments.find((one) => one.id === id);
  if (!segment) return { done: 'refused' };
  const drafted =
    deed.intent === 'delete'
      ? await deleteSegment(shop, enqueue, id, by)
      : await saveSegment(shop, enqueue, { ...segment, slug: null, tag: deed.tag }, by);
  if (!drafted) return { done: 'refused' };
  if ('problems' in drafted) return { done: 'problems', ...drafted };
  return { done: 'drafted', about: deed.intent, draftId: drafted.draftId };
}

export const headers = routeHeaders;

export default function SegmentPage() {
  const navigate = useNavigate();
  const href = useFrameHref();
  const { id = '' } = useParams();
  const fetcher = useFetcher<Done | null>();
  const { screen, recounting } = useLoaderData<Loaded>();
  const [drafted, setDrafted] = useState<Extract<Done, { done: 'drafted' }> | null>(null);
  const done = fetcher.data ?? null;
  const handle = useDraft(drafted?.draftId ?? null, () => {
    if (drafted?.about === 'delete') navigate(href('/app/segments'));
    setDrafted(null);
  });
  useEffect(() => {
    if (done?.done === 'drafted') setDrafted(done);
  }, [done]);
  useToast(done);
  return (
    <Segment
      {...{ screen, recounting }}
      handle={drafted && handle}
      drafted={drafted?.about ?? null}
      problems={done?.done === 'problems' ? done.problems : []}
      sending={fetcher.state !== 'idle'}
      onDeed={(deed) => {
        const url = href(`/app/segments/${id}`);
        fetcher.submit(deed, { method: 'post', action: url, encType: 'application/json' });
      }}
      onDrop={() => {
        setDrafted(null);
      }}
    />
  );
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (done?.done === 'renamed') showToast(t('segments.renamed'));
    if (done?.done === 'refused') showToast(t('settings.refusal.settings-changed'), true);
    if (done?.done === 'problems') showToast(t('settings.invalid'), true);
  }, [done, t]);
}
