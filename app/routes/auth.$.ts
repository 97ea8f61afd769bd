import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';

/** The other pages of Shopify's library under /auth, which it answers itself. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await pageContext(context).merchantShop(request);
  return null;
}
