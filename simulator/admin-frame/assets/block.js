/** What Shopify gives a block: the customer, the words, a session token, and `fetch` against the app. */
const { app, customer } = document.getElementById('host').dataset;
const { lang } = document.documentElement;
const words = await (await fetch(`/block-words.json?locale=${lang}`)).json();
const ownFetch = globalThis.fetch.bind(globalThis);

globalThis.fetch = (address, options) => ownFetch(new URL(address, app), options);

globalThis.shopify = {
  data: { selected: [{ id: customer }] },
  auth: {
    idToken: async () =>
      (await (await ownFetch(new URL('/session-token', location.origin))).json()).sessionToken,
  },
  i18n: {
    translate: (key, values = {}) => {
      const text = key.split('.').reduce((part, name) => part?.[name], words);
      if (typeof text !== 'string') throw new Error(`the block has no text ${key}`);
      return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
    },
    formatNumber: (number, options) => new Intl.NumberFormat(lang, options).format(number),
    formatCurrency: (number, options) =>
      new Intl.NumberFormat(lang, { style: 'currency', ...options }).format(number),
    formatDate: (date, options) => new Intl.DateTimeFormat(lang, options).format(date),
  },
};

/** Served, not part of this folder. */
const bundle = '/customer-block.js';
const { default: block } = await import(bundle);
block();
