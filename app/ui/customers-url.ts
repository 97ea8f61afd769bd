import type { CustomersFilter, Sort } from '../presenters/customers-filter.ts';

const RANGES = ['orders', 'amount', 'average', 'tenure', 'departure', 'first', 'last'] as const;
const NAMES = [
  ['channel', 'channels'],
  ['product', 'bought'],
  ['not-product', 'notBought'],
  ['region', 'regions'],
] as const;

/** The address of the customers behind a number; the newest last orders first. */
export function customersUrl(filter: CustomersFilter, sort?: Sort): string {
  return urlOf('/app/customers', filter, sort);
}

/** An address that says whom it is about as that of the list does. */
export function urlOf(path: string, filter: CustomersFilter, sort?: Sort): string {
  const query = new URLSearchParams();
  addStates(query, filter);
  for (const [score, value] of Object.entries(filter.scores ?? {})) query.set(score, String(value));
  for (const name of RANGES) {
    const range = filter[name];
    if (range) query.set(name, `${range[0] ?? ''}..${range[1] ?? ''}`);
  }
  for (const [name, key] of NAMES) for (const each of filter[key] ?? []) query.append(name, each);
  if (filter.consent) query.set('consent', filter.consent);
  if (filter.events) query.set('events', filter.events.join());
  if (filter.segment !== undefined) query.set('segment', String(filter.segment));
  if (filter.ids) query.set('ids', filter.ids.join());
  if (filter.where) query.set('where', JSON.stringify(filter.where));
  if (sort && (sort.by !== 'last' || sort.ascending)) query.set('sort', sortText(sort));
  return addressOf(path, query);
}

/** A sort as the address says it. */
export function sortText({ by, ascending }: Sort): string {
  return `${ascending ? '' : '-'}${by}`;
}

function addStates(query: URLSearchParams, { states = [], entering }: CustomersFilter): void {
  for (const { model, states: names, on } of states) {
    query.append(on === undefined ? model : `${model}@${on}`, names.join());
  }
  if (!entering) return;
  query.set('entering', `${entering.model}:${entering.states.join()}:${entering.days}`);
}

function addressOf(path: string, query: URLSearchParams): string {
  const text = query
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%40', '@')
    .replaceAll('%3A', ':');
  return text === '' ? path : `${path}?${text}`;
}
