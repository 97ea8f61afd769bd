import '@shopify/polaris/build/esm/styles.css';
import type { LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { localeOf } from './i18n/locale.ts';
import { pageContext } from './page-context.ts';
import { AppFrame } from './ui/app-frame.tsx';
import { ErrorPage } from './ui/error-page.tsx';

export function loader({ request, context }: LoaderFunctionArgs) {
  const { SHOPIFY_API_KEY: apiKey, APP_BRIDGE_URL: appBridgeUrl } = pageContext(context).env;
  return { locale: localeOf(request), apiKey, appBridgeUrl };
}

/** The language and the app's identity stay while the frame is open. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang={data?.locale ?? 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>Kizuna</title>
        {data && <meta name="shopify-api-key" content={data.apiKey} />}
        {data && <script src={data.appBridgeUrl} />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  const { locale } = useLoaderData<typeof loader>();
  return (
    <AppFrame locale={locale}>
      <Outlet />
    </AppFrame>
  );
}

export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <AppFrame locale={data?.locale ?? 'en'}>
      <ErrorPage />
    </AppFrame>
  );
}
