/** The words of likely duplicates in English. */
export const en = {
  title: 'Likely duplicates',
  subtitle: 'Customers who may be the same person',
  help: 'If two of them are one person, merge them in Shopify: open one of the customers and choose “Merge customer”. Kizuna then joins their orders and groups by itself.',
  alike: 'Alike in',
  customers: 'Customers',
  kind: { email: 'E-mail address', phone: 'Phone number', 'name-zip': 'Name and postal code' },
  more: 'The newest {{groups}} groups are shown.',
  none: 'No likely duplicates',
  noneText:
    'No two customers share an e-mail address, a phone number, or a name with a postal code.',
  notAllowed: 'Kizuna cannot look for duplicates here',
  notAllowedText:
    'Duplicates are found by e-mail, phone and name. For that Shopify has to approve the app for level 2 of protected customer data. Kizuna would keep irreversible fingerprints only, never the text itself. Everything else works without it.',
};
