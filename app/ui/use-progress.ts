import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../presenters/progress.ts';
import { useFrameHref } from './frame-link.tsx';

const BUSY_MS = 2_000;
const IDLE_MS = 5_000;

/**
 * Asks again how far the work is, and loads the page's data anew when something on it has changed.
 * A question that fails is asked again the next time.
 */
export function useProgress(loaded: Progress): Progress {
  const [progress, setProgress] = useState(loaded);
  const { revalidate } = useRevalidator();
  const shown = useRef(loaded.pulse);
  const url = useFrameHref()('/app/progress');
  useEffect(() => {
    shown.current = loaded.pulse;
    setProgress(loaded);
  }, [loaded]);
  const pause = progress.work.step === 'idle' ? IDLE_MS : BUSY_MS;
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState === 'hidden') return;
      const response = await fetch(url, { headers: { accept: 'application/json' } });
      if (!response.ok) return;
      const next = (await response.json()) as Progress;
      setProgress(next);
      if (next.pulse !== shown.current) revalidate();
    };
    const timer = setInterval(() => void ask().catch(() => undefined), pause);
    return () => {
      clearInterval(timer);
    };
  }, [url, pause, revalidate]);
  return progress;
}
