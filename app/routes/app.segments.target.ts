import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { createShopifySegments } from '../commands/shopify-segments.ts';
import { LOCALES } from '../i18n/locale.ts';
import { pageContext } from '../page-context.ts';
import { sayingIn, segmentTarget } from '../presenters/segments-target.ts';
import { readJson } from '../read-body.ts';

/** How the customers of a group can be targeted in Shopify. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const says = sayingIn(new URL(request.url).searchParams.get('says'));
  if (says === null) return Response.json({ target: null }, { status: 404 });
  return Response.json({ target: await segmentTarget(shop, says) });
}

const Wish = z.object({ says: z.string(), locale: z.enum(LOCALES) });

/** Has a segment made in Shopify for a group. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const wish = Wish.safeParse(await readJson(request));
  const says = sayingIn(wish.data?.says ?? null);
  if (!wish.success || says === null) return Response.json({ target: null }, { status: 400 });
  await createShopifySegments(shop, enqueue, [says], wish.data.locale);
  return Response.json({ target: await segmentTarget(shop, says) });
}
