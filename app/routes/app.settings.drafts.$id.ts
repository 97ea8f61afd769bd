import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { readDraft, saveDraft } from '../commands/settings.ts';
import { pageContext } from '../page-context.ts';

/** How far the counting of a draft is; asked every second by an open page. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const id = idOf(params.id);
  const draft = id === null ? null : await readDraft(shop, id);
  return Response.json({ draft }, { headers: { 'Cache-Control': 'no-store' } });
}

/** Saves a draft. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const id = idOf(params.id);
  if (id === null) return Response.json({ refusal: 'unknown-draft' }, { status: 404 });
  return Response.json(await saveDraft(shop, enqueue, id, await merchantId(request)));
}

function idOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
