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
import { localeOf, type Locale } from './i18n/locale.ts';
import { pageContext, type PageContext } from './page-context.ts';
import { shopLanguage } from './presenters/language.ts';
import { AppFrame } from './ui/app-frame.tsx';
import { ErrorPage } from './ui/error-page.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const { SHOPIFY_API_KEY: apiKey, APP_BRIDGE_URL: appBridgeUrl } = page.env;
  const locale = (await chosenLanguage(page, request)) ?? localeOf(request);
  return { locale, apiKey, appBridgeUrl };
}

/** The shop's own choice. Who is no merchant is sent on by the page itself. */
async function chosenLanguage(page: PageContext, request: Request): Promise<Locale | null> {
  if (!new URL(request.url).pathname.startsWith('/app')) return null;
  try {
    return await shopLanguage(await page.merchantShop(request));
  } catch (refusal) {
    if (refusal instanceof Response) return null;
    throw refusal;
  }
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
