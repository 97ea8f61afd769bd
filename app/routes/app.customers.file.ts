import type { LoaderFunctionArgs } from '@remix-run/node';
import { CSV_ENCODINGS, csvRows, csvStart, csvType } from '../files/csv-file.ts';
import { pageContext } from '../page-context.ts';
import { customersFile, FILE_COLUMNS } from '../presenters/customers-file.ts';

/** The whole list of an address as a file, portion by portion: as long as it is, it is never held whole. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  const { searchParams } = new URL(request.url);
  const encoding = CSV_ENCODINGS.find((each) => each === searchParams.get('encoding')) ?? 'utf-8';
  const portions = customersFile(shop, searchParams, await now());
  let begun = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!begun) {
          begun = true;
          controller.enqueue(csvStart(encoding));
          controller.enqueue(csvRows([FILE_COLUMNS], encoding));
          return;
        }
        const portion = await portions.next();
        if (portion.done) controller.close();
        else controller.enqueue(csvRows(portion.value, encoding));
      },
      async cancel() {
        await portions.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: { 'Content-Type': csvType(encoding), 'Cache-Control': 'no-store' },
  });
}
