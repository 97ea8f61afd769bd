import { html, type Html } from './html.ts';
import { LOCALES, said, type Texts } from './texts.ts';
import { address, type View } from './view.ts';
import { dayOf } from './written.ts';

const RESULTS = {
  created: 'didCreate',
  refunded: 'didRefund',
  cancelled: 'didCancel',
  moved: 'didMove',
  nobody: 'noSuchCustomer',
  several: 'manyCustomers',
} as const satisfies Record<string, keyof Texts>;
export type Result = keyof typeof RESULTS;
const FAULTS: readonly Result[] = ['nobody', 'several'];

/** A whole page: top bar, navigation, and what stands beside it. */
export function page(view: View, title: string, main: Html): string {
  const { texts, locale, world } = view;
  const shell = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${world.shop.name}</title>
        <link rel="stylesheet" href="/frame.css" />
        <link rel="icon" href="data:," />
        <script src="/frame.js" defer></script>
      </head>
      <body>
        <p class="banner">
          <strong>${texts.banner}</strong>
          ${locale === 'ja' && html`<span lang="en">Simulated store — not Shopify</span>`}
        </p>
        <header>
          <span class="shop">${world.shop.name}</span>
          ${dayForm(view)} ${languages(view)}
        </header>
        <div class="frame">
          ${navigation(view)}
          <main>${result(view)}${main}</main>
        </div>
        <div id="toasts" role="status" aria-live="polite"></div>
      </body>
    </html>`;
  return shell.text;
}

function dayForm(view: View): Html {
  const { texts, url, world } = view;
  return html`<form class="day" method="post" action="${address(view, '/forms/day')}">
    <span>${texts.today}: <time>${dayOf(world, world.clock.now())}</time></span>
    <input type="hidden" name="back" value="${url.pathname}" />
    <label>
      ${texts.moveDays}
      <input type="number" name="days" value="1" min="1" max="3660" required />
    </label>
    <button>${texts.move}</button>
  </form>`;
}

function languages({ url, texts, locale }: View): Html {
  const links = LOCALES.map((other) => {
    const parameters = Object.fromEntries(url.searchParams);
    const href = address({ locale: other }, url.pathname, parameters);
    const label = other === 'ja' ? '日本語' : 'English';
    return html`<a href="${href}" lang="${other}" ${other === locale && html`aria-current="true"`}
      >${label}</a
    >`;
  });
  return html`<nav class="languages" aria-label="${texts.language}">${links}</nav>`;
}

function navigation(view: View): Html {
  const { texts, url } = view;
  const link = (path: string, label: string) => {
    const isHere = url.pathname === path || url.pathname.startsWith(`${path}/`);
    return html`<li>
      <a href="${address(view, path)}" ${isHere && html`aria-current="page"`}>${label}</a>
    </li>`;
  };
  return html`<nav class="side" aria-label="${texts.navigation}">
    <ul>
      ${link('/orders', texts.orders)} ${link('/customers', texts.customers)}
    </ul>
    <h2>${texts.apps}</h2>
    <ul>
      ${link('/apps/kizuna', 'Kizuna')}
    </ul>
    <ul id="app-menu" aria-label="Kizuna"></ul>
  </nav>`;
}

function result({ url, texts }: View): Html | null {
  const refused = url.searchParams.get('refused');
  if (refused !== null) return html`<p class="result fault" role="alert">${refused}</p>`;
  const done = url.searchParams.get('done');
  if (done === null || !Object.hasOwn(RESULTS, done)) return null;
  const key = done as Result;
  const text = said(texts[RESULTS[key]], { what: url.searchParams.get('what') ?? '' });
  return FAULTS.includes(key)
    ? html`<p class="result fault" role="alert">${text}</p>`
    : html`<p class="result" role="status">${text}</p>`;
}
