import { redirect, type LoaderFunctionArgs } from '@remix-run/node';

/** Shopify opens the app here. */
export function loader({ request }: LoaderFunctionArgs) {
  return redirect(`/app${new URL(request.url).search}`);
}
