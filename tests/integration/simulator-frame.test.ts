import { describe, expect, it } from 'vitest';
import type { Order } from '#simulator/records.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const EVIL = '<script>alert("x")</script>';

async function aFrame(options: Parameters<typeof aSimulator>[0] = {}) {
  const simulator = await aSimulator({ framePort: 0, ...options });
  const url = simulator.frameUrl!;
  const show = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const send = async (path: string, fields: Record<string, string>, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers,
    });
    return { status: response.status, location: response.headers.get('location') ?? '' };
  };
  return { simulator, url, show, send, ...controlOf(simulator) };
}

describe('pages of the admin frame', () => {
  it('say in every language that the store is simulated', async () => {
    const { show } = await aFrame();
    for (const path of ['/customers', '/orders', '/apps/kizuna', '/nothing/here']) {
      const { text, status } = await show(path);
      if (status === 200) expect(text).toContain('シミュレートされたストア');
    }
    expect((await show('/orders')).text).toContain('支払い済み');
    expect((await show('/orders?locale=en')).text).toMatch(/¥\d,\d{3}<\/td>\s*<td>Paid/);
    const english = await show('/customers?locale=en');
    expect(english.text).toContain('Simulated store — not Shopify');
    expect(english.text).toContain('20 customers');
    expect((await show('/customers?locale=xx')).text).toContain('20 人の顧客');
  });

  it('escape what customers and products are called', async () => {
    const { show, call, anOrder, simulator } = await aFrame();
    const { number } = await anOrder({
      customer: { firstName: EVIL, lastName: '"><b>', tags: [EVIL] },
      name: EVIL,
    });
    const id = [...simulator.world.customers.keys()].at(-1)!.split('/').at(-1)!;
    await call('POST', 'customers', { firstName: "'onerror=" });
    const query = encodeURIComponent(`customer_tags CONTAINS '</textarea>${EVIL}'`);
    const paths = [
      '/customers',
      `/customers/${id}`,
      '/orders',
      `/orders/${number}`,
      `/customers?query=${query}`,
      `/customers?query=${encodeURIComponent(EVIL)}`,
      `/orders?done=created&what=${encodeURIComponent(EVIL)}`,
      `/orders?customer=${encodeURIComponent(`">${EVIL}`)}`,
    ];
    for (const path of paths) {
      const { text, headers } = await show(path);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('"><b>');
      expect(text).toContain('&lt;script&gt;');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  it('find a segment, count it, page it, or say what they do not know', async () => {
    const { show, call, simulator } = await aFrame({ customers: 120 });
    const ids = [...simulator.world.customers.keys()];
    for (const id of ids.slice(0, 60)) await call('POST', 'customers', { id, tags: ['VIP'] });
    const segment = (query: string, more = '') =>
      show(`/customers?locale=en&query=${encodeURIComponent(query)}${more}`);
    const first = await segment("customer_tags CONTAINS 'vip'");
    expect(first.text).toContain('60 customers');
    expect(first.text).toContain('Page 1 of 2');
    const second = await segment("customer_tags CONTAINS 'vip'", '&page=2');
    expect(second.text.match(/<th scope="row">/g)).toHaveLength(10);
    expect((await segment('a = 1')).text).toContain(
      'Query Line 1 Column 0: &#39;a&#39; filter cannot be found.',
    );
  });

  it('do to orders what a merchant does, and say what was done', async () => {
    const { show, send, simulator, anOrder } = await aFrame();
    const before = await anOrder();
    const [customer] = simulator.world.customers.values();
    const created = await send('/forms/create-order?locale=en', {
      customer: `${customer!.id.split('/').at(-1)} somebody`,
      product: before.lineItems[0]!.product!.id,
      quantity: '2',
    });
    expect(created.status).toBe(303);
    const order = [...simulator.world.orders.values()].at(-1)!;
    expect(order.totalPriceSet.shopMoney.amount).toBe('13600.0');
    expect((await show(created.location)).text).toContain(`Order ${order.name} was created.`);
    const number = order.id.split('/').at(-1)!;
    const now = (): Order => simulator.world.orders.get(order.id)!;
    const refunded = await send(`/forms/refund/${number}?locale=en`, { amount: '600' });
    expect((await show(refunded.location)).text).toContain('was refunded');
    expect(now()).toMatchObject({
      totalRefundedSet: { shopMoney: { amount: '600.0' } },
      currentTotalPriceSet: { shopMoney: { amount: '13600.0' } },
    });
    await send(`/forms/refund/${number}`, { amount: '1000', restock: 'on' });
    expect(now().currentTotalPriceSet.shopMoney.amount).toBe('12600.0');
    const tooMuch = await send(`/forms/refund/${number}`, { amount: '99999999' });
    expect((await show(tooMuch.location)).text).toContain('role="alert"');
    const cancelled = await send(`/forms/cancel/${number}?locale=en`, {});
    expect((await show(cancelled.location)).text).toContain('was cancelled');
    expect(now().cancelledAt).not.toBeNull();
  });

  it('move the day, and go back to where they were', async () => {
    const { show, send } = await aFrame();
    const moved = await send('/forms/day?locale=ja', { days: '3', back: '/orders' });
    expect(moved.location).toMatch(/^\/orders\?/);
    expect((await show(moved.location)).text).toContain('日付が 2026-11-03 になりました。');
    const away = await send('/forms/day', { days: '3', back: '//elsewhere.example' });
    expect(away.location).toMatch(/^\/customers\?refused=/);
    const foreign = await send(
      '/forms/day',
      { days: '3', back: '/' },
      { origin: 'http://x.example' },
    );
    expect(foreign.status).toBe(400);
  });

  it('find customers by name or number, and tell several from none', async () => {
    const { url, send, simulator, call, show } = await aFrame();
    for (const firstName of ['花子', '太郎'])
      await call('POST', 'customers', { firstName, lastName: '絆坂' });
    const found = (await (
      await fetch(`${url}/customers/search?q=${encodeURIComponent('絆坂 花')}&locale=ja`)
    ).json()) as string[];
    expect(found).toEqual([expect.stringMatching(/^\d+ 絆坂 花子$/)]);
    const order = (customer: string) =>
      send('/forms/create-order?locale=en', {
        customer,
        product: [...simulator.world.products.keys()][0]!,
        quantity: '1',
      });
    expect((await show((await order('絆坂')).location)).text).toContain('Several customers match');
    expect((await show((await order('誰でもない')).location)).text).toContain(
      'No customer matches',
    );
  });

  it('open the app with what Shopify gives it, at the path asked for', async () => {
    const { show, simulator } = await aFrame({ appUrl: 'http://127.0.0.1:9' });
    expect((await show('/')).text).toContain('<iframe');
    const { text, headers } = await show('/apps/kizuna/customers/7?tab=tags&locale=en');
    const src = /src="([^"]+embedded[^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&');
    const given = new URL(src);
    expect(given.origin + given.pathname).toBe('http://127.0.0.1:9/customers/7');
    const store = simulator.world.shop.myshopifyDomain.replace('.myshopify.com', '');
    expect(Object.fromEntries(given.searchParams)).toMatchObject({
      tab: 'tags',
      embedded: '1',
      locale: 'en',
      shop: simulator.world.shop.myshopifyDomain,
      host: Buffer.from(`admin.shopify.com/store/${store}`).toString('base64'),
      id_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
    });
    expect(headers.get('content-security-policy')).toContain(
      "frame-src 'self' http://127.0.0.1:9;",
    );
    const token = await show('/session-token');
    expect(token.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:9');
  });

  it('say so when no app is open', async () => {
    const { show } = await aFrame();
    expect((await show('/apps/kizuna?locale=en')).text).toContain('No app is open yet');
  });
});
