import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { readyMadeCondition, readyMadeSegments } from '../commands/ready-made.ts';
import { saveSegment } from '../commands/segments.ts';
import { pageContext } from '../page-context.ts';
import { BuilderDraft, conditionOf } from '../presenters/segments-builder.ts';
import { fieldsOf, parametersOf, type ParameterField } from '../presenters/segments-form.ts';
import {
  builderScreen,
  conditionIn,
  newSegmentScreen,
  readyMadeKey,
  type BuilderScreen,
  type NewSegmentScreen,
} from '../presenters/segments-screen.ts';
import { minorPerUnitOf } from '../presenters/settings-screen.ts';
import { readJson } from '../read-body.ts';
import { showToast } from '../ui/app-bridge.ts';
import { SegmentEditor } from '../ui/builder/segment-editor.tsx';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import { NewSegment } from '../ui/segments/new-segment.tsx';
import { useSegmentDraft } from '../ui/segments/use-segment-draft.ts';
import type { Problem } from '../ui/settings/problem-words.ts';

const LONGEST = 255;
const MOST = 500;
const SCRATCH = 'scratch';

const Text = z.string().max(LONGEST);
const Naming = { name: Text, slug: Text, tag: z.boolean() };
const Ready = {
  key: z.string(),
  values: z.record(z.string(), z.union([Text, z.array(Text).max(MOST)])),
};
const Wish = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ready'), ...Ready, ...Naming }),
  z.object({ intent: z.literal('open'), ...Ready }),
  z.object({ intent: z.literal('build'), draft: BuilderDraft, ...Naming }),
]);
type Wish = z.infer<typeof Wish>;

interface Loaded {
  screen: NewSegmentScreen;
  fields: ParameterField[];
  /** Null while a ready-made one is chosen. */
  builder: BuilderScreen | null;
}

/** `?key=` names a ready-made segment, `?start=scratch` or `?condition=` (JSON) opens the builder. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const asked = new URL(request.url).searchParams;
  const screen = await newSegmentScreen(shop, asked.get('key'));
  const chosen = readyMadeSegments().find(({ key }) => key === screen.key);
  const start = conditionIn(asked.get('condition'));
  const building = start !== null || asked.get('start') === SCRATCH;
  return Response.json({
    screen,
    fields: chosen ? fieldsOf(chosen.key, chosen.parameters) : [],
    builder: building ? await builderScreen(shop, { segmentId: null, start }) : null,
  } satisfies Loaded);
}

type Opened = { opened: BuilderScreen | null } | { problems: Problem[] };

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const wish = Wish.safeParse(await readJson(request));
  if (!wish.success) return Response.json(null, { status: 400 });
  const made = conditionFor(wish.data, await minorPerUnitOf(shop));
  if (!made) return Response.json(null, { status: 400 });
  if ('problems' in made) return Response.json(made);
  if (wish.data.intent === 'open') {
    const opened = await builderScreen(shop, { segmentId: null, start: made.condition });
    return Response.json({ opened } satisfies Opened);
  }
  const { name, slug, tag } = wish.data;
  const segment = { id: null, name, slug: slug === '' ? null : slug, tag, ...made };
  return Response.json(await saveSegment(shop, enqueue, segment, await merchantId(request)));
}

function conditionFor(wish: Wish, minorPerUnit: number) {
  if (wish.intent === 'build') return conditionOf(wish.draft, minorPerUnit);
  const key = readyMadeKey(wish.key);
  return key && readyMadeCondition(key, parametersOf(key, wish.values, minorPerUnit));
}

export const headers = routeHeaders;

/** Counting while one builds changes nothing on this page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, ...rest }) =>
  formAction?.includes('/segments/') ? false : rest.defaultShouldRevalidate;

const PATH = '/app/segments/new';

export default function NewSegmentPage() {
  const { screen, fields, builder } = useLoaderData<Loaded>();
  const draft = useSegmentDraft(PATH);
  const { opened, problems, opening, open } = useOpening();
  const shown = opened ?? builder;
  if (shown) {
    const { handle, segmentId, sending, ask, drop } = draft;
    const { key } = screen;
    return (
      <SegmentEditor
        key={opened ? 'opened' : 'asked'}
        {...{ handle, segmentId, sending }}
        screen={shown}
        {...(key && { readyKey: key, slug: screen.slug })}
        problems={draft.problems}
        onAsk={(wish) => {
          ask({ intent: 'build', ...wish });
        }}
        onDrop={drop}
      />
    );
  }
  return (
    <NewSegment
      {...{ screen, fields }}
      handle={draft.handle}
      segmentId={draft.segmentId}
      problems={[...draft.problems, ...problems]}
      sending={draft.sending}
      opening={opening}
      onAsk={(wish) => {
        draft.ask({ intent: 'ready', ...wish });
      }}
      onOpen={open}
      onDrop={draft.drop}
    />
  );
}

/** A ready-made segment that is opened in the builder. */
function useOpening() {
  const { t } = useTranslation();
  const url = useFrameHref()(PATH);
  const { submit, data, state } = useFetcher<Opened | null>();
  const problems = data && 'problems' in data ? data.problems : [];
  useEffect(() => {
    if (data && 'problems' in data) showToast(t('settings.invalid'), true);
  }, [data, t]);
  return {
    opened: data && 'opened' in data ? data.opened : null,
    problems,
    opening: state !== 'idle',
    open: (wish: { key: string; values: Record<string, string | string[]> }) => {
      submit(
        { intent: 'open', ...wish },
        { method: 'post', action: url, encType: 'application/json' },
      );
    },
  };
}
