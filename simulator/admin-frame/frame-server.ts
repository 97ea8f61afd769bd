import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { AppAccess } from '../access.ts';
import type { AdminApi } from '../admin-api/execute.ts';
import { AccessInput } from '../changes/inputs/app.ts';
import { close, dispatch, json, listen, readBody, readJson, type Routes } from '../http.ts';
import type { OAuth } from '../oauth.ts';
import type { World } from '../world.ts';
import { APP_PATH, appPage } from './app-page.ts';
import { blockRoutes, isBlockBuilt } from './block.ts';
import { customerPage, customersPage } from './customers.ts';
import { answerDirectly } from './direct-api.ts';
import { formRoutes, searchCustomers } from './forms.ts';
import { html } from './html.ts';
import { page } from './layout.ts';
import { orderPage, ordersPage } from './orders.ts';
import { localeOf, textsOf } from './texts.ts';
import { address, viewOf, type View } from './view.ts';
import { nameOf, numberIn } from './written.ts';

interface Options {
  world: World;
  oauth: OAuth;
  access: AppAccess;
  api: AdminApi;
  /** The app's pages may ask the Admin API themselves. */
  direct: boolean;
  port: number;
  /** The app to show; none says so. */
  appUrl: string | null;
}

const ASSETS = path.join(import.meta.dirname, 'assets');
const KINDS: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Opens a page like Shopify's admin, with the app in it. */
export async function startFrame(options: Options) {
  const server = createServer();
  const url = await listen(server, options.port, '--frame-port');
  const routes: Routes = {
    ...pageRoutes(options),
    ...formRoutes(options.world),
    ...bridgeRoutes(options),
    ...blockRoutes(options.appUrl),
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', url);
    // The app's own paths may be of any depth.
    const isApp = request.method === 'GET' && pathname.startsWith(`${APP_PATH}/`);
    void dispatch(isApp ? { [`GET ${pathname}`]: app(options) } : routes, request, response);
  });
  return { url, stop: () => close(server) };
}

function pageRoutes(options: Options): Routes {
  const { world } = options;
  const view = (url: URL) => viewOf(world, url, localeOf(url));
  const one =
    (show: (view: View, number: string) => string | null): Routes[string] =>
    (_, response, url, [number = '']) => {
      const shown = show(view(url), number);
      if (shown === null) send(options, response, 404, missing(view(url)));
      else send(options, response, 200, shown);
    };
  return {
    'GET /': (_, response, url) => {
      const location = address({ locale: localeOf(url) }, APP_PATH);
      response.writeHead(302, { location });
      response.end();
    },
    [`GET ${APP_PATH}`]: app(options),
    'GET /customers': (_, response, url) => {
      send(options, response, 200, customersPage(view(url)));
    },
    'GET /customers/search': (_, response, url) => {
      const found = searchCustomers(world, url.searchParams.get('q') ?? '');
      const shown = found.map(
        (customer) => `${numberIn(customer.id)} ${nameOf(view(url), customer)}`,
      );
      json(response, 200, shown);
    },
    'GET /customers/*': one((shown, number) =>
      customerPage(shown, number, options.appUrl !== null && isBlockBuilt()),
    ),
    'GET /orders': (_, response, url) => {
      send(options, response, 200, ordersPage(view(url)));
    },
    'GET /orders/*': one(orderPage),
  };
}

function app(options: Options): Routes[string] {
  const { world, oauth, appUrl } = options;
  return async (_, response, url) => {
    const view = viewOf(world, url, localeOf(url));
    send(options, response, 200, appPage(view, appUrl, await oauth.sessionToken()));
  };
}

/** What the app itself loads from here, and what belongs to the frame's own pages. */
function bridgeRoutes(options: Options): Routes {
  const { oauth, access, appUrl } = options;
  const allowApp = (response: ServerResponse) => {
    if (appUrl) response.setHeader('access-control-allow-origin', new URL(appUrl).origin);
    response.setHeader('vary', 'origin');
    response.setHeader('cache-control', 'no-store');
  };
  const asset = (name: string): Routes[string] => {
    const content = readFileSync(path.join(ASSETS, name));
    const headers = { 'content-type': KINDS[path.extname(name)], 'cache-control': 'no-cache' };
    return (_, response) => {
      response.writeHead(200, headers);
      response.end(content);
    };
  };
  return {
    'GET /app-bridge.js': asset('app-bridge.js'),
    'GET /frame.js': asset('frame.js'),
    'GET /frame.css': asset('frame.css'),
    'GET /session-token': async (_, response) => {
      allowApp(response);
      json(response, 200, { sessionToken: await oauth.sessionToken() });
    },
    'GET /scopes': (_, response) => {
      allowApp(response);
      json(response, 200, { granted: access.scopes });
    },
    'POST /direct-api': async (request, response) => {
      allowApp(response);
      json(response, 200, await answerDirectly(options, await readJson(request)));
    },
    'POST /scopes': async (request, response) => {
      const { grant } = await readBody(request, AccessInput.pick({ grant: true }));
      access.change({ grant, revoke: [] });
      json(response, 200, { granted: access.scopes });
    },
  };
}

function missing(view: View): string {
  const { notFound } = textsOf(view.locale);
  return page(view, notFound, html`<h1>${notFound}</h1>`);
}

function send({ appUrl }: Options, response: ServerResponse, status: number, text: string): void {
  const frames = appUrl ? new URL(appUrl).origin : '';
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      `default-src 'self'; img-src 'self' data:; frame-src 'self' ${frames}; ` +
      `form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
  });
  response.end(text);
}
