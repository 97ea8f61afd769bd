import type { ActionFunctionArgs } from '@remix-run/node';
import { pageContext } from '../page-context.ts';
import { BuilderDraft, conditionOf } from '../presenters/segments-builder.ts';
import { liveCount } from '../presenters/segments-count.ts';
import { minorPerUnitOf } from '../presenters/settings-screen.ts';
import { readJson } from '../read-body.ts';

/** Who meets what stands in the builder, asked while it is edited. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, now } = pageContext(context);
  const shop = await merchantShop(request);
  const draft = BuilderDraft.safeParse(await readJson(request));
  if (!draft.success) return Response.json(null, { status: 400 });
  const made = conditionOf(draft.data, await minorPerUnitOf(shop));
  if ('problems' in made) return Response.json(made);
  const count = await liveCount(shop, made.condition, await now());
  return Response.json({ ...made, count });
}
