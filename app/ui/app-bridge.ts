/** The part of App Bridge that the app uses; absent outside the admin. */
interface AppBridge {
  toast?: { show: (message: string, options?: { isError?: boolean }) => unknown };
  scopes?: { request: (scopes: string[]) => Promise<{ result: 'granted-all' | 'declined-all' }> };
  saveBar?: { show: (id: string) => Promise<void>; hide: (id: string) => Promise<void> };
}

/** What the Admin API answers, of any document. */
interface ShopifyAnswer {
  data?: unknown;
  errors?: readonly { extensions?: { code?: string } }[];
}

const ADMIN_API = 'shopify:admin/api/2026-10/graphql.json';

function bridge(): AppBridge | undefined {
  return (window as unknown as { shopify?: AppBridge }).shopify;
}

/** Shows a short message in the admin. */
export function showToast(message: string, isError = false): void {
  bridge()?.toast?.show(message, isError ? { isError } : undefined);
}

/** Lets Shopify ask the merchant for scopes. @returns whether they were granted. */
export async function requestScopes(scopes: string[]): Promise<boolean> {
  const answer = await bridge()?.scopes?.request(scopes);
  return answer?.result === 'granted-all';
}

/** Shows or hides the admin's bar for unsaved changes. */
export function showSaveBar(id: string, open: boolean): void {
  const bar = bridge()?.saveBar;
  void (open ? bar?.show(id) : bar?.hide(id));
}

/**
 * Asks Shopify's Admin API from the browser, as the merchant who looks at the page; App Bridge
 * carries it there. Null outside the admin, and when nothing could be asked.
 */
export async function askShopify(query: string, variables: object): Promise<ShopifyAnswer | null> {
  if (!bridge()) return null;
  try {
    const response = await fetch(ADMIN_API, {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as ShopifyAnswer;
  } catch {
    return null;
  }
}

/** Puts a text into the clipboard. @returns whether the browser let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
