import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

const BUSY_MS = 2_000;
const IDLE_MS = 10_000;

/** Loads the page's data anew every now and then: more often while something is going on. */
export function useRefresh(busy: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(
      () => {
        if (document.visibilityState !== 'hidden' && state === 'idle') revalidate();
      },
      busy ? BUSY_MS : IDLE_MS,
    );
    return () => {
      clearInterval(timer);
    };
  }, [busy, revalidate, state]);
}
