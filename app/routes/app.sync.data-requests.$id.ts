import type { LoaderFunctionArgs } from '@remix-run/node';
import { handOutData } from '../commands/hand-out-data.ts';
import { pageContext } from '../page-context.ts';

/** Longest id that fits into 64 bits. */
const ID = /^\d{1,18}$/;

/** All that is kept of a customer who asked, as a file. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const id = params.id ?? '';
  const data = ID.test(id) ? await handOutData(shop, BigInt(id), new Date()) : null;
  if (!data) return new Response('Not Found', { status: 404 });
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="customer-data-${id}.json"`,
      'Cache-Control': 'no-store',
    },
  });
}
