/** The part of App Bridge that the app uses; absent outside the admin. */
interface AppBridge {
  toast?: { show: (message: string, options?: { isError?: boolean }) => unknown };
  scopes?: { request: (scopes: string[]) => Promise<{ result: 'granted-all' | 'declined-all' }> };
  saveBar?: { show: (id: string) => Promise<void>; hide: (id: string) => Promise<void> };
}

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
