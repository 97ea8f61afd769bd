import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  draftSettings,
  recountProgress,
  saveAtOnce,
  settingsHistory,
  undoSettings,
  type UndoRefusal,
} from '../commands/settings.ts';
import { pageContext } from '../page-context.ts';
import { readJson } from '../read-body.ts';
import { changeOf } from '../presenters/settings-form.ts';
import { minorPerUnitOf, settingsScreen, shownVersions } from '../presenters/settings-screen.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { routeHeaders } from '../ui/route-headers.ts';
import type { Problem } from '../ui/settings/problem-words.ts';
import { Settings } from '../ui/settings/settings.tsx';
import { useDraft } from '../ui/settings/use-draft.ts';

const VERSIONS = 20;
const LONGEST = 40;

const Deed = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('draft'),
    values: z.record(z.string().max(LONGEST), z.string().max(LONGEST)),
  }),
  z.object({ intent: z.literal('undo'), version: z.int() }),
  z.object({ intent: z.literal('language'), language: z.enum(['admin', 'ja', 'en']) }),
]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, merchantId } = pageContext(context);
  const shop = await merchantShop(request);
  const [screen, history, recounting, me] = await Promise.all([
    settingsScreen(shop),
    settingsHistory(shop, VERSIONS, new Date()),
    recountProgress(shop),
    merchantId(request),
  ]);
  return Response.json({ screen, versions: shownVersions(history), recounting, me });
}

type Done =
  | { done: 'drafted'; draftId: number }
  | { done: 'problems'; problems: Problem[] }
  | { done: 'undone' | 'language' | 'refused' }
  | { done: 'not-undone'; refusal: UndoRefusal };

export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const deed = Deed.safeParse(await readJson(request));
  if (!deed.success) return Response.json(null, { status: 400 });
  const by = await merchantId(request);
  const said = (done: Done) => Response.json(done);
  if (deed.data.intent === 'undo') {
    const undone = await undoSettings(shop, enqueue, deed.data.version, by, new Date());
    return said('refusal' in undone ? { done: 'not-undone', ...undone } : { done: 'undone' });
  }
  if (deed.data.intent === 'language') {
    const { language } = deed.data;
    const change = { language: language === 'admin' ? undefined : language };
    const saved = await saveAtOnce(shop, enqueue, change, by);
    return said({ done: 'version' in saved ? 'language' : 'refused' });
  }
  const change = changeOf(deed.data.values, await minorPerUnitOf(shop));
  const drafted = await draftSettings(shop, enqueue, change, by);
  return said(
    'problems' in drafted ? { done: 'problems', ...drafted } : { done: 'drafted', ...drafted },
  );
}

export const headers = routeHeaders;

export default function SettingsPage() {
  const url = useFrameHref()('/app/settings?index');
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
  const { screen, versions, recounting, me } = useLoaderData<Loaded>();
  const send = (deed: z.infer<typeof Deed>) => {
    fetcher.submit(deed, { method: 'post', action: url, encType: 'application/json' });
  };
  return (
    <Settings
      {...{ screen, versions, recounting, me }}
      handle={draftId === null ? null : handle}
      problems={done?.done === 'problems' ? done.problems : []}
      sending={fetcher.state !== 'idle'}
      onAsk={(values) => {
        send({ intent: 'draft', values });
      }}
      onDrop={drop}
      onUndo={(version) => {
        send({ intent: 'undo', version });
      }}
      onLanguage={(language) => {
        send({ intent: 'language', language });
      }}
    />
  );
}

type Loaded = Omit<
  Parameters<typeof Settings>[0],
  'handle' | 'problems' | 'sending' | `on${string}`
>;

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (done?.done === 'undone') showToast(t('settings.history.undone'));
    if (done?.done === 'refused') showToast(t('settings.refusal.settings-changed'), true);
    if (done?.done === 'language') window.location.reload();
    if (done?.done === 'not-undone') showToast(t(`settings.history.refusal.${done.refusal}`), true);
    if (done?.done === 'problems') showToast(t('settings.invalid'), true);
  }, [done, t]);
}
