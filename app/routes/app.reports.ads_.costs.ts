import type { ActionFunctionArgs } from '@remix-run/node';
import { AdCostChanges, enterAdCosts, previewAdCosts } from '../commands/ad-costs.ts';
import { pageContext } from '../page-context.ts';
import { readForm, readJson } from '../read-body.ts';

/** Keeps costs of ads (JSON), or says what a file of costs would do (a form): it writes nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId } = pageContext(context);
  const shop = await merchantShop(request);
  const by = await merchantId(request);
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    const file = (await readForm(request)).get('file');
    if (!(file instanceof File)) return Response.json(null, { status: 400 });
    const bytes = new Uint8Array(await file.arrayBuffer());
    return Response.json(await previewAdCosts(shop, { name: file.name, bytes, by }));
  }
  const changes = AdCostChanges.safeParse(await readJson(request));
  if (!changes.success) return Response.json({ saved: false }, { status: 400 });
  await enterAdCosts(shop, changes.data, by);
  return Response.json({ saved: true });
}
