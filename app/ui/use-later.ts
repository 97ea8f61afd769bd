import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';
import { useFrameHref } from './frame-link.tsx';

/** What takes longer than the page: asked for once the page is there; null until it has come. */
export function useLater<Data>(path: string): Data | null {
  const { data, load } = useFetcher<Data>();
  const href = useFrameHref();
  useEffect(() => {
    load(href(path));
  }, [load, href, path]);
  return (data as Data | undefined) ?? null;
}
