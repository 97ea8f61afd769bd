import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { distributions } from '../presenters/settings-distributions.ts';

/** How the shop's customers lie around the thresholds; fetched by the page once it stands. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  return Response.json({ distributions: await distributions(shop, await now()) });
}
