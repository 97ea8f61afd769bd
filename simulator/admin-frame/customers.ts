import type { Customer, Order } from '../records.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { parseSegment, QueryError } from '../segments/segment-query.ts';
import { said } from './texts.ts';
import { address, type View } from './view.ts';
import { dayOf, moneyText, nameOf, numberIn, statusText } from './written.ts';

const PAGE_SIZE = 50;

/** All customers, or those of a segment. */
export function customersPage(view: View): string {
  const { texts, url, world } = view;
  const query = url.searchParams.get('query') ?? '';
  const found = membersOf([...world.customers.values()], query);
  const body = html`<h1>${texts.customers}</h1>
    <form class="segment" method="get" action="/customers">
      <input type="hidden" name="locale" value="${view.locale}" />
      <label for="query">${texts.segment}</label>
      <textarea
        id="query"
        name="query"
        rows="2"
        spellcheck="false"
        aria-describedby="query-hint"
        placeholder="${texts.segmentHint}"
      >
${query}</textarea>
      <small id="query-hint">${texts.segmentHint}</small>
      <button>${texts.filter}</button>
    </form>
    ${savedSegments(view)}
    ${
      'fault' in found
        ? html`<p class="result fault" role="alert">${found.fault}</p>`
        : table(view, found.members, query)
    }`;
  return page(view, texts.customers, body);
}

function savedSegments(view: View): Html | null {
  const segments = [...view.world.segments.values()];
  if (segments.length === 0) return null;
  return html`<h2>${view.texts.savedSegments}</h2>
    <ul class="saved">
      ${segments.map(
        ({ name, query }) =>
          html`<li>
            <a href="${address(view, '/customers', { query })}">${name}</a> <code>${query}</code>
          </li>`,
      )}
    </ul>`;
}

function membersOf(all: Customer[], query: string): { members: Customer[] } | { fault: string } {
  try {
    return { members: all.filter(parseSegment(query)) };
  } catch (error) {
    if (error instanceof QueryError) return { fault: error.message };
    throw error;
  }
}

function table(view: View, members: readonly Customer[], query: string): Html {
  const { texts, url } = view;
  const pages = Math.max(1, Math.ceil(members.length / PAGE_SIZE));
  const asked = Number(url.searchParams.get('page') ?? 1);
  const number = Number.isInteger(asked) ? Math.min(pages, Math.max(1, asked)) : 1;
  const shown = members.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const turn = (to: number, label: string) =>
    to >= 1 && to <= pages
      ? html`<a href="${address(view, '/customers', { query, page: String(to) })}">${label}</a>`
      : html`<span>${label}</span>`;
  return html`<p class="count">${said(texts.members, { count: members.length })}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.name}</th>
          <th scope="col">ID</th>
          <th scope="col">${texts.tags}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((customer) => row(view, customer))}
      </tbody>
    </table>
    <p class="pages">
      ${turn(number - 1, texts.previous)}
      <span>${said(texts.page, { page: number, pages })}</span>
      ${turn(number + 1, texts.next)}
    </p>`;
}

function row(view: View, customer: Customer): Html {
  const number = numberIn(customer.id);
  return html`<tr>
    <th scope="row">
      <a href="${address(view, `/customers/${number}`)}">${nameOf(view, customer)}</a>
    </th>
    <td class="number">${number}</td>
    <td>${tagsOf(view, customer)}</td>
  </tr>`;
}

/**
 * One customer: who it is, what it is tagged with and what it bought; null when nobody has that number.
 *
 * @param withBlock whether the app has a block to show there.
 */
export function customerPage(view: View, number: string, withBlock: boolean): string | null {
  const { texts, world } = view;
  const customer = world.customers.get(`gid://shopify/Customer/${number}`);
  if (!customer) return null;
  const orders = [...world.orders.values()].filter((order) => order.customer?.id === customer.id);
  const name = nameOf(view, customer);
  const body = html`<h1>${name}</h1>
    <dl>
      <dt>ID</dt>
      <dd class="number">${number}</dd>
      <dt>${texts.tags}</dt>
      <dd>${tagsOf(view, customer)}</dd>
      ${(customer.metafields ?? []).map(
        ({ namespace, key, value }) =>
          html`<dt>${texts.metafield} ${namespace}.${key}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p>
      <a class="button" href="${address(view, '/orders', { customer: number })}"
        >${texts.createOrder}</a
      >
    </p>
    ${
      withBlock &&
      html`<iframe
        class="block"
        title="Kizuna"
        src="${address(view, '/block', { customer: number })}"
      ></iframe>`
    }
    <h2>${texts.orders}</h2>
    ${orderTable(view, orders)}`;
  return page(view, name, body);
}

function orderTable(view: View, orders: readonly Order[]): Html {
  const { texts, world } = view;
  if (orders.length === 0) return html`<p>${texts.none}</p>`;
  const newest = orders.toSorted((a, b) => Date.parse(b.processedAt) - Date.parse(a.processedAt));
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${texts.order}</th>
        <th scope="col">${texts.date}</th>
        <th scope="col">${texts.current}</th>
        <th scope="col">${texts.status}</th>
      </tr>
    </thead>
    <tbody>
      ${newest.map(
        (order) =>
          html`<tr>
            <th scope="row">
              <a href="${address(view, `/orders/${numberIn(order.id)}`)}">${order.name}</a>
            </th>
            <td>${dayOf(world, order.processedAt)}</td>
            <td class="number">${moneyText(view, order.currentTotalPriceSet)}</td>
            <td>${statusText(view, order)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function tagsOf({ texts }: View, { tags }: Customer): Html {
  if (tags.length === 0) return html`<span class="nothing">${texts.noTags}</span>`;
  return html`<ul class="tags">
    ${tags.map((tag) => html`<li>${tag}</li>`)}
  </ul>`;
}
