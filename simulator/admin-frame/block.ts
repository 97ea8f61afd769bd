import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import type { Routes } from '../http.ts';
import { html } from './html.ts';
import { localeOf, type Locale } from './texts.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ASSETS = path.join(import.meta.dirname, 'assets');
const BUNDLE = path.join(ROOT, 'build/extensions/customer-block.js');
const WORDS: Record<Locale, string> = {
  ja: path.join(ROOT, 'extensions/customer-block/locales/ja.json'),
  en: path.join(ROOT, 'extensions/customer-block/locales/en.default.json'),
};

/** Whether the app's block for the page of a customer has been built. */
export function isBlockBuilt(): boolean {
  return existsSync(BUNDLE);
}

/** The app's block as Shopify runs one: in a document of its own, which may ask the app alone. */
export function blockRoutes(appUrl: string | null): Routes {
  return {
    'GET /block': (_, response, url) => {
      const locale = localeOf(url);
      const number = url.searchParams.get('customer') ?? '';
      const origin = appUrl ? new URL(appUrl).origin : '';
      response.setHeader(
        'content-security-policy',
        `default-src 'self'; img-src data:; connect-src 'self' ${origin}; frame-ancestors 'self'`,
      );
      send(response, 'text/html', documentOf(locale, number, origin));
    },
    'GET /block.js': (_, response) => {
      send(response, 'text/javascript', readFileSync(path.join(ASSETS, 'block.js')));
    },
    'GET /block.css': (_, response) => {
      send(response, 'text/css', readFileSync(path.join(ASSETS, 'block.css')));
    },
    'GET /customer-block.js': (_, response) => {
      send(response, 'text/javascript', readFileSync(BUNDLE));
    },
    'GET /block-words.json': (_, response, url) => {
      send(response, 'application/json', readFileSync(WORDS[localeOf(url)]));
    },
  };
}

function documentOf(locale: Locale, number: string, app: string): string {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <title>Kizuna</title>
        <link rel="stylesheet" href="/block.css" />
        <link rel="icon" href="data:," />
        <script
          type="module"
          src="/block.js"
          id="host"
          data-app="${app}"
          data-customer="gid://shopify/Customer/${number}"
        ></script>
      </head>
      <body></body>
    </html>`.text;
}

function send(response: ServerResponse, kind: string, content: string | Buffer): void {
  const headers = { 'content-type': `${kind}; charset=utf-8`, 'cache-control': 'no-cache' };
  response.writeHead(200, headers);
  response.end(content);
}
