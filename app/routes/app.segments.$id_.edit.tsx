import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, type ShouldRevalidateFunction } from '@remix-run/react';
import { z } from 'zod';
import { saveSegment } from '../commands/segments.ts';
import { pageContext } from '../page-context.ts';
import { BuilderDraft, conditionOf } from '../presenters/segments-builder.ts';
import { builderScreen, segmentIdIn, type BuilderScreen } from '../presenters/segments-screen.ts';
import { minorPerUnitOf } from '../presenters/settings-screen.ts';
import { readJson } from '../read-body.ts';
import { SegmentEditor } from '../ui/builder/segment-editor.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import { UnknownSegment } from '../ui/segments/unknown-segment.tsx';
import { useSegmentDraft } from '../ui/segments/use-segment-draft.ts';

const LONGEST = 255;
const Wish = z.object({ draft: BuilderDraft, name: z.string().max(LONGEST), tag: z.boolean() });

interface Loaded {
  screen: BuilderScreen | null;
}

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const segmentId = segmentIdIn(params.id);
  return Response.json({
    screen: await builderScreen(shop, { segmentId, start: null }),
  } satisfies Loaded);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const wish = Wish.safeParse(await readJson(request));
  if (!wish.success) return Response.json(null, { status: 400 });
  const { draft, name, tag } = wish.data;
  const made = conditionOf(draft, await minorPerUnitOf(shop));
  if ('problems' in made) return Response.json(made);
  const segment = { id: segmentIdIn(params.id), name, slug: null, tag, ...made };
  return Response.json(await saveSegment(shop, enqueue, segment, await merchantId(request)));
}

export const headers = routeHeaders;

/** Counting while one builds changes nothing on this page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, ...rest }) =>
  formAction?.includes('/segments/') ? false : rest.defaultShouldRevalidate;

export default function EditSegmentPage() {
  const { id = '' } = useParams();
  const { screen } = useLoaderData<Loaded>();
  const { handle, segmentId, problems, sending, ask, drop } = useSegmentDraft(
    `/app/segments/${id}/edit`,
  );
  if (!screen) return <UnknownSegment />;
  return (
    <SegmentEditor
      {...{ screen, handle, segmentId, problems, sending }}
      onAsk={ask}
      onDrop={drop}
    />
  );
}
