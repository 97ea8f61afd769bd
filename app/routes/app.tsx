import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { ErrorPage } from '../ui/error-page.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  await pageContext(context).merchantShop(request);
  return null;
}

export const headers = routeHeaders;

export default function App() {
  return <Outlet />;
}

export const ErrorBoundary = ErrorPage;
