import '@shopify/shopify-api/adapters/node';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';

/** `fetch`, with a time limit and, in front of a simulated store, another destination. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 20_000;

/**
 * The one way out to Shopify: every request ends after 20 s. With a simulator's URL, requests to
 * any shop go there instead; bulk results and uploads have absolute addresses and go where they say.
 */
export function shopifyFetch(simulatorUrl: string | undefined): Fetch {
  return (url, init) => {
    const target = new URL(url);
    const redirected = simulatorUrl && target.hostname.endsWith('.myshopify.com');
    const signal = init?.signal ?? AbortSignal.timeout(TIMEOUT_MS);
    return fetch(redirected ? new URL(target.pathname + target.search, simulatorUrl) : target, {
      ...init,
      signal,
    });
  };
}

/** Makes Shopify's own library go out the same way. It keeps one fetch for the whole process. */
export function routeLibrary(send: Fetch): void {
  setAbstractFetchFunc((input, init) =>
    send(input instanceof Request ? input.url : String(input), init),
  );
}
