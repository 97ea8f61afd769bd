import { Link, useSearchParams } from '@remix-run/react';
import { useCallback, type ComponentPropsWithoutRef } from 'react';

/** What Shopify's admin put into the address of the frame: a reload needs it. */
const FRAME_PARAMETERS = ['shop', 'host', 'embedded', 'locale'];

/** Turns a path of the app into one that still says which shop, frame and language it is. */
export function useFrameHref(): (path: string) => string {
  const [current] = useSearchParams();
  const kept = FRAME_PARAMETERS.map((name) => `${name}=${current.get(name) ?? ''}`).join('&');
  return useCallback(
    (path) => {
      const url = new URL(path, 'http://app');
      for (const [name, value] of new URLSearchParams(kept)) {
        if (value && !url.searchParams.has(name)) url.searchParams.set(name, value);
      }
      return url.pathname + url.search;
    },
    [kept],
  );
}

interface Props extends ComponentPropsWithoutRef<'a'> {
  url?: string;
  external?: boolean | undefined;
}

/** How Polaris draws links: inside the app by Remix, to Shopify's admin by App Bridge. */
export function FrameLink({ url = '', external, children, ...rest }: Props) {
  const href = useFrameHref();
  if (url.startsWith('/')) {
    return (
      <Link {...rest} to={href(url)}>
        {children}
      </Link>
    );
  }
  return (
    <a {...rest} href={url} target={external ? '_blank' : '_top'} rel="noopener noreferrer">
      {children}
    </a>
  );
}
