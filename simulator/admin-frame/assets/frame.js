/** The admin's side of the simulated App Bridge, and the search of the order form. */
(() => {
  const app = document.getElementById('app');
  if (app) openBridge(app);
  const search = document.querySelector('input[data-search]');
  if (search) search.addEventListener('input', () => void find(search));

  async function find(input) {
    const address = new URL(input.dataset.search, location.href);
    address.searchParams.set('q', input.value);
    const found = await (await fetch(address)).json();
    const list = document.getElementById(input.getAttribute('list'));
    list.replaceChildren(
      ...found.map((value) => Object.assign(document.createElement('option'), { value })),
    );
  }

  function openBridge(iframe) {
    const { origin, path } = iframe.dataset;
    const locale = new URLSearchParams(location.search).get('locale') ?? 'ja';
    const tell = (message) => iframe.contentWindow.postMessage(message, origin);
    const deeds = {
      place: ({ path: inside }) => showPlace(path, inside, locale),
      menu: ({ links }) => showMenu(links, path, locale, tell),
      toast: (toast) => showToast(toast, iframe.dataset.close),
      toastHidden: ({ id }) => document.getElementById(id)?.remove(),
      loading: ({ isLoading }) => (document.getElementById('loading').hidden = !isLoading),
      saveBar: ({ buttons }) => showSaveBar(buttons, tell),
      admin: ({ href }) => openAdmin(href, locale),
      scopes: (question) => void askForScopes(question, tell),
    };
    addEventListener('message', (event) => {
      if (event.origin !== origin || event.source !== iframe.contentWindow) return;
      if (event.data?.kizuna !== true || !Object.hasOwn(deeds, event.data.kind)) return;
      deeds[event.data.kind](event.data);
    });
  }

  /** The frame's address follows the app's, so that a reload or a link comes back to it. */
  function showPlace(base, inside, locale) {
    const url = new URL(inside, location.origin);
    const address = new URL(`${base}${url.pathname === '/' ? '' : url.pathname}`, location.origin);
    address.search = url.search;
    address.searchParams.set('locale', locale);
    history.replaceState(null, '', address);
    for (const back of document.querySelectorAll('form.day input[name="back"]'))
      back.value = address.pathname;
    for (const link of document.querySelectorAll('.languages a')) {
      const other = new URL(address);
      other.searchParams.set('locale', link.lang);
      link.href = other.href;
    }
    markMenu(`${url.pathname}`);
  }

  function showMenu(links, base, locale, tell) {
    const items = links.map(({ href, label }) => {
      const link = document.createElement('a');
      link.textContent = label;
      link.dataset.place = new URL(href, location.origin).pathname;
      link.href = `${base}${href}${href.includes('?') ? '&' : '?'}locale=${locale}`;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        tell({ kind: 'navigate', path: href });
      });
      const item = document.createElement('li');
      item.append(link);
      return item;
    });
    document.getElementById('app-menu').replaceChildren(...items);
    const inside = location.pathname.slice(base.length) || '/';
    markMenu(inside);
  }

  function markMenu(path) {
    for (const link of document.querySelectorAll('#app-menu a')) {
      if (link.dataset.place === path) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  function showToast({ id, message, duration, isError }, closeLabel) {
    const toast = document.createElement('p');
    toast.id = id;
    toast.className = isError ? 'toast error' : 'toast';
    const close = document.createElement('button');
    close.textContent = '×';
    close.setAttribute('aria-label', closeLabel);
    close.addEventListener('click', () => toast.remove());
    toast.append(message, close);
    document.getElementById('toasts').append(toast);
    setTimeout(() => toast.remove(), duration ?? 5000);
  }

  function showSaveBar(buttons, tell) {
    document.getElementById('save-bar').hidden = buttons === null;
    const place = document.getElementById('save-bar-buttons');
    const shown = (buttons ?? []).map(({ label, primary, disabled }, index) => {
      const button = document.createElement('button');
      button.textContent = label || (primary ? place.dataset.save : place.dataset.discard);
      button.className = primary ? 'primary' : '';
      button.disabled = disabled;
      button.addEventListener('click', () => tell({ kind: 'saveBarClick', index }));
      return button;
    });
    place.replaceChildren(...shown);
  }

  /** Shopify's own dialog: the merchant allows scopes or does not. */
  async function askForScopes({ id, wanted }, tell) {
    const dialog = document.getElementById('scopes');
    const list = document.getElementById('scopes-asked');
    list.replaceChildren(
      ...wanted.map((scope) => Object.assign(document.createElement('li'), { textContent: scope })),
    );
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    const granted = dialog.returnValue === 'allow';
    dialog.returnValue = '';
    if (!granted) return tell({ kind: 'scopesAnswer', id, granted });
    const response = await fetch('/scopes', {
      method: 'POST',
      body: JSON.stringify({ grant: wanted }),
    });
    const refused = response.ok ? undefined : await response.text();
    tell({ kind: 'scopesAnswer', id, granted, refused });
  }

  function openAdmin(href, locale) {
    const place = /^shopify:\/*admin(\/(?:customers|orders)(?:\/\d+)?)(\?.*)?$/.exec(href);
    if (!place) throw new Error(`The simulated admin has no page for ${href}`);
    const address = new URL(place[1] + (place[2] ?? ''), location.origin);
    address.searchParams.set('locale', locale);
    location.assign(address);
  }
})();
