/**
 * Stands in for Shopify's App Bridge inside the simulated admin frame: session tokens, fetch (to
 * the app and to the Admin API), toast, loading, save bar, scopes, navigation. What it does not
 * model throws and names itself.
 */
(() => {
  const { src, dataset } = document.currentScript;
  const frame = new URL(src).origin;
  const pageFetch = window.fetch.bind(window);
  const ADMIN_PARAMETERS = ['embedded', 'shop', 'host', 'id_token', 'locale', 'session'];

  const tell = (message) => {
    if (window.parent !== window) window.parent.postMessage({ kizuna: true, ...message }, frame);
  };

  /** From the address the frame opened; kept for pages that the app opens without it. */
  const config = (() => {
    const given = new URLSearchParams(location.search);
    const remembered = (name) => {
      const value = given.get(name) ?? sessionStorage.getItem(`app-bridge:${name}`) ?? undefined;
      if (value !== undefined) sessionStorage.setItem(`app-bridge:${name}`, value);
      return value;
    };
    const meta = document.querySelector('meta[name="shopify-api-key"]');
    return {
      apiKey: meta?.content ?? dataset.apiKey,
      shop: remembered('shop'),
      host: remembered('host'),
      locale: remembered('locale') ?? 'en',
    };
  })();

  async function idToken() {
    const response = await pageFetch(`${frame}/session-token`);
    if (!response.ok) throw new Error(`the admin frame gave no session token: ${response.status}`);
    return (await response.json()).sessionToken;
  }

  async function signed(request) {
    request.headers.set('authorization', `Bearer ${await idToken()}`);
    return pageFetch(request);
  }

  /** Direct API access: the admin asks the Admin API for the app's page. */
  async function askDirectly(input, init = {}) {
    const path = String(input).replace(/^shopify:\/*/, '');
    const body = JSON.parse(init.body ?? 'null');
    const answer = await pageFetch(`${frame}/direct-api`, {
      method: 'POST',
      body: JSON.stringify({ path, body }),
    });
    const handed = await answer.json();
    const headers = { 'content-type': 'application/json' };
    return new Response(JSON.stringify(handed.body), { status: handed.status, headers });
  }

  window.fetch = async (input, init) => {
    if (String(input).startsWith('shopify:')) return askDirectly(input, init);
    const request = new Request(input, init);
    const isOwn = new URL(request.url).origin === location.origin;
    if (!isOwn || request.headers.has('authorization')) return pageFetch(input, init);
    const again = request.clone();
    const response = await signed(request);
    const expired =
      response.status === 401 && response.headers.has('x-shopify-retry-invalid-session-request');
    return expired ? signed(again) : response;
  };

  /** The library's bounce page asks for the page it names to be opened anew with a fresh token. */
  async function reload(address) {
    const url = new URL(address, location.origin);
    if (url.origin !== location.origin) throw new Error(`shopify-reload leads away: ${url.href}`);
    url.searchParams.set('id_token', await idToken());
    location.replace(url);
  }
  const reloadTo = new URLSearchParams(location.search).get('shopify-reload');
  if (reloadTo !== null) void reload(reloadTo);

  let lastToast = 0;
  const toast = {
    show(message, options = {}) {
      lastToast += 1;
      const id = `toast-${lastToast}`;
      const { duration, isError = false } = options;
      tell({ kind: 'toast', id, message: String(message), duration, isError });
      return id;
    },
    hide: (id) => tell({ kind: 'toastHidden', id }),
  };

  const barOf = (id) => {
    const bar = document.getElementById(id);
    if (bar?.localName !== 'ui-save-bar') throw new Error(`there is no ui-save-bar with id ${id}`);
    return bar;
  };
  const saveBar = {
    show: async (id) => barOf(id).show(),
    hide: async (id) => barOf(id).hide(),
    toggle: async (id) => barOf(id).toggle(),
    leaveConfirmation: async () => undefined,
  };

  let shownBar = null;
  class SaveBar extends HTMLElement {
    get showing() {
      return shownBar === this;
    }
    async show() {
      shownBar = this;
      const buttons = [...this.querySelectorAll('button')].map((button) => ({
        label: button.textContent.trim(),
        primary: button.getAttribute('variant') === 'primary',
        disabled: button.disabled,
      }));
      tell({ kind: 'saveBar', buttons });
      this.dispatchEvent(new Event('show'));
    }
    async hide() {
      if (!this.showing) return;
      shownBar = null;
      tell({ kind: 'saveBar', buttons: null });
      this.dispatchEvent(new Event('hide'));
    }
    toggle() {
      return this.showing ? this.hide() : this.show();
    }
    disconnectedCallback() {
      void this.hide();
    }
  }
  customElements.define('ui-save-bar', SaveBar);

  // Not a node of the document: React refuses to take over a page with nodes it did not write.
  const style = new CSSStyleSheet();
  style.replaceSync('ui-nav-menu, ui-save-bar { display: none !important }');
  document.adoptedStyleSheets.push(style);

  const menuLinks = () => [...document.querySelectorAll('ui-nav-menu a[href]')];
  let toldMenu = '';
  function tellMenu() {
    const links = menuLinks()
      .filter((link) => link.rel !== 'home')
      .map((link) => ({ href: link.getAttribute('href'), label: link.textContent.trim() }));
    const text = JSON.stringify(links);
    if (text === toldMenu) return;
    toldMenu = text;
    tell({ kind: 'menu', links });
  }
  new MutationObserver(tellMenu).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['href'],
  });

  /** The app's router listens for this on the document and reads the target's href. */
  function navigate(href) {
    const known = menuLinks().find((link) => link.getAttribute('href') === href);
    const link = known ?? Object.assign(document.createElement('a'), { href, hidden: true });
    if (!known) document.body.append(link);
    link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true }));
    if (!known) link.remove();
  }

  function tellPlace() {
    const url = new URL(location.href);
    for (const name of ADMIN_PARAMETERS) url.searchParams.delete(name);
    tell({ kind: 'place', path: `${url.pathname}${url.search}` });
  }
  for (const name of ['pushState', 'replaceState']) {
    const native = history[name].bind(history);
    history[name] = (...given) => {
      native(...given);
      tellPlace();
    };
  }
  addEventListener('popstate', tellPlace);
  addEventListener('DOMContentLoaded', () => {
    tellPlace();
    tellMenu();
  });

  /** Questions to the merchant that the admin has not answered yet. */
  const asked = new Map();
  const scopes = {
    query: async () => (await pageFetch(`${frame}/scopes`)).json(),
    request: (wanted) =>
      new Promise((resolve, reject) => {
        const id = crypto.randomUUID();
        asked.set(id, { resolve, reject });
        tell({ kind: 'scopes', id, wanted: [...wanted].map(String) });
      }),
  };
  async function answer({ id, granted, refused }) {
    const question = asked.get(id);
    asked.delete(id);
    if (refused) question?.reject(new Error(refused));
    else
      question?.resolve({
        result: granted ? 'granted-all' : 'declined-all',
        detail: await scopes.query(),
      });
  }

  const isAdmin = (href) => String(href ?? '').startsWith('shopify:');
  const openAdmin = (href) => tell({ kind: 'admin', href: String(href) });
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!isAdmin(link?.getAttribute('href'))) return;
    event.preventDefault();
    openAdmin(link.getAttribute('href'));
  });
  const pageOpen = window.open.bind(window);
  window.open = (url, ...rest) => {
    if (!isAdmin(url)) return pageOpen(url, ...rest);
    openAdmin(url);
    return null;
  };

  addEventListener('message', (event) => {
    if (event.origin !== frame || event.source !== window.parent) return;
    if (event.data?.kind === 'scopesAnswer') void answer(event.data);
    if (event.data?.kind === 'navigate') navigate(String(event.data.path));
    if (event.data?.kind === 'saveBarClick')
      shownBar?.querySelectorAll('button')[event.data.index]?.click();
  });

  const modelled = {
    config,
    origin: frame,
    ready: Promise.resolve(),
    environment: { embedded: window.parent !== window, mobile: false, pos: false },
    idToken,
    toast,
    saveBar,
    scopes,
    loading: (isLoading = true) => tell({ kind: 'loading', isLoading: Boolean(isLoading) }),
  };
  window.shopify = new Proxy(modelled, {
    get(target, name) {
      if (typeof name === 'symbol' || Object.hasOwn(target, name)) return target[name];
      throw new Error(`The simulated App Bridge does not model shopify.${name}`);
    },
  });
})();
