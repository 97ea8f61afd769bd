import { describe, expect, it, vi } from 'vitest';
import { wordsIn } from '#app/i18n/all-words.ts';
import type { World } from '#simulator/world.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser, visit } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { expectAccessible, listenForProblems, shot } from '../setup/page-checks.ts';

const PATIENT = { timeout: 90_000, interval: 200 };
const ground = useGround();
const newPage = aBrowser();

/** Somebody with a name who has bought more than once. */
function aBuyer(world: World): { id: string; name: string } {
  for (const { id, lastName, firstName } of world.customers.values()) {
    const orders = world.ordersOf(id).filter(({ test, cancelledAt }) => !test && !cancelledAt);
    if (orders.length > 2 && lastName && firstName)
      return { id: id.split('/').at(-1)!, name: `${lastName} ${firstName}` };
  }
  throw new Error('nobody has bought more than twice');
}

/** In one language: every page is looked at in both by `pages.test.ts`. */
describe.each(['ja'] as const)('a merchant looks at a customer, %s', (locale) => {
  it('by name, adds an event and sees the picture change; refused names are numbers', async () => {
    await ground.empty();
    const { t } = wordsIn(locale);
    const store = await anAdmin(ground, { customers: 60, seed: 5, names: true });
    const page = await newPage();
    const problems = listenForProblems(page);
    const app = page.frameLocator('iframe');
    const open = (place: string) =>
      visit(page, `${store.frameUrl}/apps/kizuna${place}?locale=${locale}`);
    const { id, name } = aBuyer(store.world);
    const number = t('customer.title', { id });

    await open('/app');
    await app.getByRole('heading', { name: t('homePage.title') }).waitFor({ timeout: 90_000 });
    await open(`/app/customers/${id}`);
    await app.getByRole('heading', { name }).waitFor();
    await app.getByText(number).waitFor();
    await app.getByRole('heading', { level: 2, name: t('customer.now.title') }).waitFor();
    await expectAccessible(page);

    const paused = t('state.contract.paused.label');
    const band = app
      .locator('svg[role="img"] title')
      .filter({ hasText: new RegExp(`^${paused}[:：]`) });
    const line = app.getByRole('cell', { name: paused, exact: true });
    await app.getByRole('button', { name: t('chart.showTable') }).click();
    await app
      .getByRole('cell', { name: t('timeline.order'), exact: true })
      .first()
      .waitFor();
    expect(await band.or(line).count()).toBe(0);
    await app.getByLabel(t('customer.events.kind')).selectOption('contract:paused');
    await app.getByRole('button', { name: t('customer.events.add'), exact: true }).click();
    await page.getByText(t('customer.events.added')).waitFor();
    await band.first().waitFor({ state: 'attached' });
    await line.waitFor();
    await shot(page, `customer-${locale}`);
    await expectAccessible(page);

    await fetch(`${store.url}/__sim/access`, {
      method: 'POST',
      body: JSON.stringify({ names: false }),
    });
    const calls = store.stats.calls;
    await page.reload();
    await app.getByRole('heading', { name: number }).waitFor();
    await vi.waitFor(() => {
      expect(store.stats.calls).toBeGreaterThan(calls);
    }, PATIENT);
    expect(await app.getByText(name).count()).toBe(0);
    expect(problems).toEqual([]);
  }, 300_000);
});
