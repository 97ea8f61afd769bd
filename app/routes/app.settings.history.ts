import type { LoaderFunctionArgs } from '@remix-run/node';
import { settingsHistory } from '../commands/settings.ts';
import { pageContext } from '../page-context.ts';
import { shownVersions } from '../presenters/settings-screen.ts';

const VERSIONS = 20;

/** Older versions of the settings, from `?upTo=` on. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const shop = await pageContext(context).merchantShop(request);
  const text = new URL(request.url).searchParams.get('upTo') ?? '';
  const upTo = /^\d{1,9}$/.test(text) ? Number(text) : null;
  const history = await settingsHistory(shop, VERSIONS, new Date(), upTo);
  return Response.json({ versions: shownVersions(history) });
}
