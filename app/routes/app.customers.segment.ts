import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { saveSegment } from '../commands/segments.ts';
import { pageContext } from '../page-context.ts';
import { segmentOf } from '../presenters/customers-screen.ts';
import { readJson } from '../read-body.ts';

const LONGEST = 255;
const Wish = z.object({
  name: z.string().max(LONGEST),
  slug: z.string().max(LONGEST),
  tag: z.boolean(),
});

/** Drafts a segment of whoever is in the list of the address. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const wish = Wish.safeParse(await readJson(request));
  const condition = await segmentOf(shop, new URL(request.url).searchParams);
  if (!wish.success || !condition) return Response.json(null, { status: 400 });
  const { name, slug, tag } = wish.data;
  const segment = { id: null, name, slug: slug === '' ? null : slug, tag, condition };
  return Response.json(await saveSegment(shop, enqueue, segment, await merchantId(request)));
}
