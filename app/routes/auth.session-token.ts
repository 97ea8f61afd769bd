import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';

/** The page on which App Bridge gets a fresh session token, then goes back to where it came from. */
export function loader({ context }: LoaderFunctionArgs) {
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = pageContext(context).env;
  const page = `<!doctype html><script data-api-key="${attribute(SHOPIFY_API_KEY)}" src="${attribute(APP_BRIDGE_URL)}"></script>`;
  return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
