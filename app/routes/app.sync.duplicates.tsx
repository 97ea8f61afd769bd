import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageContext } from '../page-context.ts';
import { duplicatesScreen } from '../presenters/duplicates-screen.ts';
import { DuplicatesPage } from '../ui/duplicates.tsx';
import { routeHeaders } from '../ui/route-headers.ts';

export async function loader({ request, context }: LoaderFunctionArgs) {
  return duplicatesScreen(await pageContext(context).merchantShop(request));
}

export const headers = routeHeaders;

export default function Duplicates() {
  return <DuplicatesPage screen={useLoaderData<typeof loader>()} />;
}
