/** The part of App Bridge that the app uses; absent outside the admin. */
interface AppBridge {
  toast?: { show: (message: string) => unknown };
}

/** Shows a short message in the admin. */
export function showToast(message: string): void {
  const { shopify } = window as unknown as { shopify?: AppBridge };
  shopify?.toast?.show(message);
}
