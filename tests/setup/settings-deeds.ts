import {
  draftSettings,
  readDraft,
  saveDraft,
  type Draft,
  type SettingsChange,
} from '#app/commands/settings.ts';
import { preview } from '#workers/handlers/preview.ts';
import { restate } from '#workers/handlers/restate.ts';
import type { knownShop } from './known-shop.ts';
import { bringUpToDate } from './recompute.ts';

type KnownShop = Awaited<ReturnType<typeof knownShop>>;

/** The id in an answer. @throws for an answer that tells problems. */
export function draftOf(answer: object | null): number {
  if (!answer || !('draftId' in answer)) throw new Error(JSON.stringify(answer));
  return Number(answer.draftId);
}

/** The version in an answer. @throws for an answer that refuses. */
export function versionOf(answer: object): number {
  if (!('version' in answer)) throw new Error(JSON.stringify(answer));
  return Number(answer.version);
}

/** What a merchant does with settings, and the jobs that follow. */
export function settingsDeeds({ shop, enqueue, context }: KnownShop) {
  /** Has a draft counted. */
  const count = async (draftId: number): Promise<Draft> => {
    await preview(shop, BigInt(draftId), context);
    const draft = await readDraft(shop, draftId);
    if (!draft) throw new Error('there is no draft');
    return draft;
  };
  const draft = async (change: SettingsChange, by = 'hanako') =>
    count(draftOf(await draftSettings(shop, enqueue, change, by)));
  /** Lets everybody follow the newest settings. */
  const settle = async () => {
    await restate(shop, context);
    await bringUpToDate(shop, context);
  };
  return {
    count,
    draft,
    settle,
    /** Drafts and saves, and lets everybody follow. @returns the version. */
    change: async (change: SettingsChange, by = 'hanako') => {
      const { id } = await draft(change, by);
      const version = versionOf(await saveDraft(shop, enqueue, id, by));
      await settle();
      return version;
    },
  };
}
