import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { vipRelations } from '../presenters/vip-relations.ts';

/** What the page on VIPs shows of events: read apart, since it takes longer in a big shop. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  return Response.json({ relations: await vipRelations(shop, await now()) });
}
