import type { ActionFunctionArgs } from '@remix-run/node';
import { previewEvents } from '../commands/import-events.ts';
import { pageContext } from '../page-context.ts';

/** Takes a file as it is, with its name in the address, and says why it is of no use (null: it is). */
export async function action({ request, context }: ActionFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const name = new URL(request.url).searchParams.get('name') ?? '';
  const bytes = new Uint8Array(await request.arrayBuffer());
  const previewed = await previewEvents(shop, { name, bytes, by: null });
  return Response.json({ refusal: 'refusal' in previewed ? previewed.refusal : null });
}
