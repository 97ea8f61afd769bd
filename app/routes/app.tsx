import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { groundOf } from '../presenters/notice.ts';
import { AppMenu } from '../ui/app-menu.tsx';
import { ErrorPage } from '../ui/error-page.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  return groundOf(await pageContext(context).merchantShop(request));
}

export const headers = routeHeaders;

export default function App() {
  return (
    <>
      <AppMenu />
      <Outlet />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
