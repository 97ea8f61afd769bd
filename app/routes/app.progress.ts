import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { progressOf } from '../presenters/progress.ts';

/** How far the work is; asked every few seconds by an open page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  return Response.json(await progressOf(shop), { headers: { 'Cache-Control': 'no-store' } });
}
