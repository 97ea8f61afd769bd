import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { pageContext } from '../page-context.ts';
import { searchCustomers } from '../presenters/customers-screen.ts';
import { readJson } from '../read-body.ts';
import { emailKey } from '../shopify/identity-keys.ts';

const LONGEST = 255;
const Search = z.object({ text: z.string().max(LONGEST) });

/** Finds customers by what was typed; an action, since an address would keep an e-mail in the logs. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, env } = pageContext(context);
  const shop = await merchantShop(request);
  const search = Search.safeParse(await readJson(request));
  if (!search.success) return Response.json(null, { status: 400 });
  const ids = await searchCustomers(shop, search.data.text, (domain, email) =>
    emailKey(env.ENCRYPTION_KEY, domain, email),
  );
  return Response.json({ ids });
}
