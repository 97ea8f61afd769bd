import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const page = (frameUrl: string) => `<!doctype html>
<meta name="shopify-api-key" content="test-app" />
<script src="${frameUrl}/app-bridge.js"></script>
<ui-nav-menu><a href="/" rel="home">Home</a><a href="/settings">Settings</a></ui-nav-menu>
<ui-save-bar id="bar"><button variant="primary" id="save"></button><button id="discard"></button></ui-save-bar>
<p id="path"></p>
<a id="customer" href="shopify://admin/customers/7100000000000" target="_top">customer</a>
<script>
  const path = document.getElementById('path');
  const show = () => { path.textContent = location.pathname; };
  show();
  document.addEventListener('shopify:navigate', (event) => {
    history.pushState(null, '', event.target.getAttribute('href'));
    show();
  });
  document.getElementById('save').addEventListener('click', () => { path.textContent = 'saved'; });
</script>`;

/** A tiny embedded app: one page at every path, and /api that refuses the first token it is shown. */
export async function aFakeApp() {
  let frameUrl = '';
  const tokens: (string | undefined)[] = [];
  const api = (token: string | undefined, response: ServerResponse) => {
    tokens.push(token);
    const isFirst = tokens.length === 1;
    response.writeHead(isFirst ? 401 : 200, {
      ...(isFirst && { 'x-shopify-retry-invalid-session-request': '1' }),
    });
  };
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/api')) {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        api(request.headers.authorization, response);
        response.end(Buffer.concat(chunks));
      });
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(page(frameUrl));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The authorizations that /api was shown. */
    tokens,
    openIn: (url: string) => {
      frameUrl = url;
    },
  };
}
