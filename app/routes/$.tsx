import { ErrorPage } from '../ui/error-page.tsx';

/** An address that leads nowhere; without this route the router would log it with all it carries. */
export function loader(): never {
  throw new Response('there is no such page', { status: 404 });
}

export const action = loader;

export default function Nowhere() {
  return null;
}

export const ErrorBoundary = ErrorPage;
