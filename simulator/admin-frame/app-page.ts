import type { ShopRecord } from '../records.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import type { View } from './view.ts';

/** Where the app stands in the frame's own addresses. */
export const APP_PATH = '/apps/kizuna';
/** Parameters that the admin adds to the app's address; they stay out of the frame's. */
const ADMIN_PARAMETERS = ['embedded', 'shop', 'host', 'id_token', 'locale', 'session'];

/** Apps › Kizuna: the app in its iframe, at the path that the frame's own address names. */
export function appPage(view: View, appUrl: string | null, idToken: string): string {
  const { texts } = view;
  const body = appUrl
    ? html`<div id="save-bar" hidden>
          <span>${texts.unsaved}</span>
          <span
            id="save-bar-buttons"
            data-save="${texts.save}"
            data-discard="${texts.discard}"
          ></span>
        </div>
        <dialog id="scopes" aria-labelledby="scopes-title">
          <form method="dialog">
            <h2 id="scopes-title">${texts.scopes}</h2>
            <ul id="scopes-asked"></ul>
            <button value="decline">${texts.decline}</button>
            <button class="primary" value="allow">${texts.allow}</button>
          </form>
        </dialog>
        <progress id="loading" hidden aria-label="Kizuna"></progress>
        <iframe
          id="app"
          title="Kizuna"
          src="${addressInFrame(view, appUrl, idToken)}"
          data-origin="${new URL(appUrl).origin}"
          data-path="${APP_PATH}"
          data-close="${texts.close}"
          allow="clipboard-write"
        ></iframe>`
    : html`<p class="result fault" role="alert">${texts.noApp}</p>`;
  return page(view, 'Kizuna', body);
}

function addressInFrame({ url, locale, world }: View, appUrl: string, idToken: string): string {
  const inside = url.pathname.startsWith(`${APP_PATH}/`)
    ? url.pathname.slice(APP_PATH.length)
    : '/';
  const app = new URL(appUrl);
  app.pathname = inside;
  for (const [name, value] of url.searchParams)
    if (!ADMIN_PARAMETERS.includes(name)) app.searchParams.append(name, value);
  const given = {
    embedded: '1',
    shop: world.shop.myshopifyDomain,
    host: hostOf(world.shop),
    id_token: idToken,
    locale,
  };
  for (const [name, value] of Object.entries(given)) app.searchParams.set(name, value);
  return app.href;
}

/** Shopify's `host`: the address of the store's admin, in base64. */
function hostOf({ myshopifyDomain }: ShopRecord): string {
  const store = myshopifyDomain.replace(/\.myshopify\.com$/, '');
  return Buffer.from(`admin.shopify.com/store/${store}`).toString('base64');
}
