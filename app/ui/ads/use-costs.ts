import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdCostChange, AdsShown } from '../../presenters/ads-screen.ts';
import { showToast } from '../app-bridge.ts';
import { useFrameHref } from '../frame-link.tsx';

const keyOf = (source: string, month: string) => JSON.stringify([source, month]);

/** What an amount is as people type it, in minor units: undefined for none, null for an empty field. */
function readTyped(text: string, minorPerUnit: number): number | null | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(',', '')
    .replace(/^[¥$€£]/, '')
    .trim();
  if (plain === '') return null;
  const minor = Number(plain) * minorPerUnit;
  const whole = Math.round(minor);
  const exact = Math.abs(minor - whole) < 1e-6 && Number.isSafeInteger(whole);
  return exact && whole >= 0 && /^[\d.]+$/.test(plain) ? whole : undefined;
}

/** The costs that the merchant has typed and not saved. */
export function useCosts({ costs, minorPerUnit }: AdsShown) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const saved = new Map(
    costs.map(({ source, month, cost }) => [keyOf(source, month), String(cost)]),
  );
  const savedText = JSON.stringify([...saved]);
  useEffect(() => {
    setTyped({});
  }, [savedText]);
  const changes = Object.entries(typed).filter(([key, text]) => text !== (saved.get(key) ?? ''));
  const read = changes.map(([key, text]) => {
    const [source, month] = JSON.parse(key) as [string, string];
    return { source, month, cost: readTyped(text, minorPerUnit) };
  });
  return {
    at: (source: string, month: string) => {
      const key = keyOf(source, month);
      return typed[key] ?? saved.get(key) ?? '';
    },
    isWrong: (text: string) => readTyped(text, minorPerUnit) === undefined,
    type: (source: string, month: string, text: string) => {
      setTyped((before) => ({ ...before, [keyOf(source, month)]: text }));
    },
    discard: () => {
      setTyped({});
    },
    changed: changes.length > 0,
    /** Null while a field is wrong. */
    changes: read.every(({ cost }) => cost !== undefined)
      ? read.map(({ cost, ...cell }): AdCostChange => ({ ...cell, cost: cost ?? null }))
      : null,
  };
}

/** Sends costs, and says whether they were kept. */
export function useSaveCosts(): {
  saving: boolean;
  save: (changes: readonly AdCostChange[]) => void;
} {
  const { t } = useTranslation();
  const fetcher = useFetcher<{ saved: boolean }>();
  const url = useFrameHref()('/app/reports/ads/costs');
  const { data } = fetcher;
  useEffect(() => {
    if (data)
      showToast(t(data.saved ? 'reportAds.costs.saved' : 'reportAds.costs.failed'), !data.saved);
  }, [data, t]);
  return {
    saving: fetcher.state !== 'idle',
    save: (changes) => {
      const body = changes.map(({ source, month, cost }) => ({ source, month, cost }));
      fetcher.submit(body, { method: 'post', action: url, encType: 'application/json' });
    },
  };
}
