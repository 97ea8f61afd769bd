import type { LoaderFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { foundProducts } from '../presenters/segments-screen.ts';

const LONGEST = 100;

/** Products to choose from, by a text in their titles. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const text = new URL(request.url).searchParams.get('q') ?? '';
  return Response.json({ products: await foundProducts(shop, text.trim().slice(0, LONGEST)) });
}
