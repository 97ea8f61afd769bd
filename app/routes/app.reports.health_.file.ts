import type { LoaderFunctionArgs } from '@remix-run/node';
import { openReport } from '../commands/reports.ts';
import { calendar } from '../domain/prepared/calendar.ts';
import { localeOf } from '../i18n/locale.ts';
import { pageContext } from '../page-context.ts';
import { healthScreen } from '../presenters/health-screen.ts';
import { healthFile } from '../ui/health/health-file.server.tsx';

/** The monthly health report as a file that needs neither the app nor a network. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { merchantShop, enqueue, now } = pageContext(context);
  const shop = await merchantShop(request);
  const at = await now();
  const month = new URL(request.url).searchParams.get('month');
  const open = () => openReport(shop, enqueue, calendar, calendar.params.parse({}), at);
  const screen = await healthScreen(shop, month, open);
  if (typeof screen === 'string') return Response.json(null, { status: 404 });
  const locale = localeOf(request);
  const name = `kizuna-health-${screen.sheet.month}-${locale}.html`;
  return new Response(healthFile(screen.sheet, locale), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
    },
  });
}
