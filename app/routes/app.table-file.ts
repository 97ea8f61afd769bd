import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { CSV_ENCODINGS, csvRows, csvStart, csvType } from '../files/csv-file.ts';
import { pageContext } from '../page-context.ts';
import { readJson } from '../read-body.ts';

const MOST_ROWS = 10_000;
const Cell = z.union([z.string(), z.number(), z.null()]);

/** A table of a page, as the browser shows it. */
const Sheet = z.object({
  encoding: z.enum(CSV_ENCODINGS),
  rows: z.array(z.array(Cell).max(100)).max(MOST_ROWS),
});

/** Gives a table back as a file for a spreadsheet. */
export async function action({ request, context }: ActionFunctionArgs) {
  await pageContext(context).merchantShop(request);
  const sheet = Sheet.safeParse(await readJson(request));
  if (!sheet.success) return Response.json(null, { status: 400 });
  const { rows, encoding } = sheet.data;
  const body = Buffer.concat([csvStart(encoding), csvRows(rows, encoding)]);
  return new Response(new Uint8Array(body), { headers: { 'Content-Type': csvType(encoding) } });
}
