import { ErrorPage } from '../ui/error-page.tsx';

/** An address that leads nowhere; without this route the router would log it with all it carries. */
export function loader(): never {
  throw nowhere();
}

export function action(): never {
  throw nowhere();
}

function nowhere(): Response {
  return new Response('there is no such page', { status: 404 });
}

export default function Nowhere() {
  return null;
}

export const ErrorBoundary = ErrorPage;
