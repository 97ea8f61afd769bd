import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { comingRows } from '../presenters/lifecycle-screen.ts';

/** Who will move soon: read apart from the page, since it takes longer in a big shop. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  return Response.json({ coming: await comingRows(shop, await now()) });
}
