import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { openReport, renewReport } from '../commands/reports.ts';
import { saveAtOnce, type SaveRefusal } from '../commands/settings.ts';
import { products } from '../domain/prepared/products.ts';
import { questionOf } from '../domain/prepared/report.ts';
import { pageContext } from '../page-context.ts';
import { productsScreen } from '../presenters/products-screen.ts';
import { readJson } from '../read-body.ts';
import { showToast } from '../ui/app-bridge.ts';
import { useFrameHref } from '../ui/frame-link.tsx';
import { ProductsPage } from '../ui/products/products.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

const Deed = z.object({ intent: z.literal('roles'), products: z.unknown() });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(products, new URL(request.url).searchParams);
  const at = await now();
  const open = () => openReport(shop, enqueue, products, question, at);
  return productsScreen(shop, open, question, at);
}

type Done = { done: 'saved' | 'problems' } | { done: 'refused'; refusal: SaveRefusal };

/** Has the report counted anew, or keeps which products are trials, main and limited. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { merchantShop, merchantId, enqueue } = pageContext(context);
  const shop = await merchantShop(request);
  const question = questionOf(products, new URL(request.url).searchParams);
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    await renewReport(shop, enqueue, products, question);
    return null;
  }
  const deed = Deed.safeParse(await readJson(request));
  if (!deed.success) return Response.json(null, { status: 400 });
  const change = { products: deed.data.products };
  const saved = await saveAtOnce(shop, enqueue, change, await merchantId(request));
  const said = (done: Done) => Response.json(done);
  if ('problems' in saved) return said({ done: 'problems' });
  if ('refusal' in saved) return said({ done: 'refused', ...saved });
  return said({ done: 'saved' });
}

export const headers = routeHeaders;

export default function ProductsRoute() {
  const loaded = useLoaderData<typeof loader>();
  const url = useFrameHref()('/app/reports/products');
  const fetcher = useFetcher<Done | null>();
  useToast(fetcher.data ?? null);
  return (
    <ProductsPage
      {...loaded}
      onSave={(roles) => {
        const deed = { intent: 'roles', products: roles };
        fetcher.submit(deed, { method: 'post', action: url, encType: 'application/json' });
      }}
    />
  );
}

function useToast(done: Done | null): void {
  const { t } = useTranslation();
  useEffect(() => {
    if (done?.done === 'saved') showToast(t('reportProducts.roles.saved'));
    if (done?.done === 'problems') showToast(t('settings.invalid'), true);
    if (done?.done === 'refused') showToast(t(`settings.refusal.${done.refusal}`), true);
  }, [done, t]);
}
