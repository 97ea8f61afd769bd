import type { ActionFunctionArgs } from '@remix-run/node';
import { previewEvents } from '../commands/import-events.ts';
import { previewOrders } from '../commands/import-orders.ts';
import type { NewFile } from '../commands/uploads.ts';
import { pageContext } from '../page-context.ts';
import { readForm } from '../read-body.ts';

/** Takes files of events or orders, and says why they are of no use (null: they are). */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId } = pageContext(context);
  const shop = await merchantShop(request);
  const by = await merchantId(request);
  const form = await readForm(request);
  const file = await fileOf(form.get('file'), by);
  if (!file) return Response.json(null, { status: 400 });
  const previewed =
    form.get('kind') === 'orders'
      ? await previewOrders(shop, {
          orders: file,
          customers: await fileOf(form.get('customers'), by),
        })
      : await previewEvents(shop, file);
  return Response.json({ refusal: 'refusal' in previewed ? previewed.refusal : null });
}

async function fileOf(
  entry: FormDataEntryValue | null,
  by: string | null,
): Promise<NewFile | null> {
  if (!(entry instanceof File)) return null;
  return { name: entry.name, bytes: new Uint8Array(await entry.arrayBuffer()), by };
}
