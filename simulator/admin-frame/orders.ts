import { minus, priceText, sum } from '../money.ts';
import type { Order } from '../records.ts';
import { html, type Html } from './html.ts';
import { page } from './layout.ts';
import { address, type View } from './view.ts';
import { dayOf, moneyText, nameOf, numberIn, statusText } from './written.ts';

const SHOWN = 50;

/** The newest orders, and the form that makes one. */
export function ordersPage(view: View): string {
  const { texts, world } = view;
  const newest = [...world.orders.values()].slice(-SHOWN).reverse();
  const body = html`<h1>${texts.orders}</h1>
    ${createForm(view)}
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.order}</th>
          <th scope="col">${texts.date}</th>
          <th scope="col">${texts.customer}</th>
          <th scope="col">${texts.total}</th>
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
              <td>${buyer(view, order)}</td>
              <td class="number">${moneyText(view, order.totalPriceSet)}</td>
              <td>${statusText(view, order)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  return page(view, texts.orders, body);
}

function createForm(view: View): Html {
  const { texts, url, world } = view;
  const products = [...world.products.values()];
  return html`<form class="card" method="post" action="${address(view, '/forms/create-order')}">
    <h2>${texts.createOrder}</h2>
    ${
      products.length === 0
        ? html`<p>${texts.noProducts}</p>`
        : html`<label>
              ${texts.customerHint}
              <input
                name="customer"
                list="found-customers"
                autocomplete="off"
                data-search="${address(view, '/customers/search')}"
                value="${url.searchParams.get('customer')}"
                required
              />
            </label>
            <datalist id="found-customers"></datalist>
            <label>
              ${texts.product}
              <select name="product">
                ${products.map(({ id, title }) => html`<option value="${id}">${title}</option>`)}
              </select>
            </label>
            <label>
              ${texts.quantity}
              <input type="number" name="quantity" value="1" min="1" max="999" required />
            </label>
            <button class="primary">${texts.createOrder}</button>`
    }
  </form>`;
}

/** One order with what can be done to it; null when none has that number. */
export function orderPage(view: View, number: string): string | null {
  const { texts, world } = view;
  const order = world.orders.get(`gid://shopify/Order/${number}`);
  if (!order) return null;
  const body = html`<h1>${order.name}</h1>
    <dl>
      <dt>${texts.date}</dt>
      <dd>${dayOf(world, order.processedAt)}</dd>
      <dt>${texts.customer}</dt>
      <dd>${buyer(view, order)}</dd>
      <dt>${texts.status}</dt>
      <dd>${statusText(view, order)}</dd>
      <dt>${texts.total}</dt>
      <dd>${moneyText(view, order.totalPriceSet)}</dd>
      <dt>${texts.refunded}</dt>
      <dd>${moneyText(view, order.totalRefundedSet)}</dd>
      <dt>${texts.current}</dt>
      <dd>${moneyText(view, order.currentTotalPriceSet)}</dd>
      <dt>${texts.items}</dt>
      <dd>
        <ul>
          ${order.lineItems.map((item) => html`<li>${item.title} × ${item.quantity}</li>`)}
        </ul>
      </dd>
    </dl>
    ${order.cancelledAt === null && deeds(view, order, number)}`;
  return page(view, order.name, body);
}

function deeds(view: View, order: Order, number: string): Html {
  const { texts } = view;
  const left = sum(
    order.totalPriceSet.shopMoney.amount,
    minus(order.totalRefundedSet.shopMoney.amount),
  );
  const amount = priceText({ ...order.totalPriceSet.shopMoney, amount: left });
  return html`<form class="card" method="post" action="${address(view, `/forms/refund/${number}`)}">
      <h2>${texts.refund}</h2>
      <label>
        ${texts.amount} (${order.totalPriceSet.shopMoney.currencyCode})
        <input name="amount" inputmode="decimal" value="${amount}" required />
      </label>
      <label class="check"><input type="checkbox" name="restock" checked /> ${texts.restock}</label>
      <button class="primary">${texts.refund}</button>
    </form>
    <form class="card" method="post" action="${address(view, `/forms/cancel/${number}`)}">
      <button class="danger">${texts.cancel}</button>
    </form>`;
}

function buyer(view: View, { customer }: Order): Html {
  const { texts, world } = view;
  if (!customer) return html`<span class="nothing">${texts.guest}</span>`;
  const known = world.customers.get(customer.id);
  const name = known ? nameOf(view, known) : texts.noName;
  return html`<a href="${address(view, `/customers/${numberIn(customer.id)}`)}">${name}</a>`;
}
