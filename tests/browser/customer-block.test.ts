import { describe, expect, it } from 'vitest';
import { en } from '#app/i18n/en.ts';
import { ja } from '#app/i18n/ja.ts';
import { anAdmin } from '../setup/admin.ts';
import { aBrowser } from '../setup/browser.ts';
import { useGround } from '../setup/ground.ts';
import { connected } from '../setup/line.ts';
import { listenForProblems, shot } from '../setup/page-checks.ts';

const WORDS = { ja, en } as const;
const ground = useGround();
const newPage = aBrowser();

/** What the block says, by language. */
const SAYS = {
  ja: {
    step: '次の一歩',
    why: '理由',
    times: '回',
    failed: '読み込めませんでした',
    again: 'もう一度',
  },
  en: {
    step: 'Next step',
    why: 'Why',
    times: 'Orders',
    failed: 'could not be loaded',
    again: 'again',
  },
} as const;

describe('the block on the page of a customer', () => {
  it('says where the customer stands and why, in both languages, and tries again after a failure', async () => {
    await ground.empty();
    const store = await anAdmin(ground, { customers: 40, seed: 3 });
    const shop = await connected(ground, store);
    const [buyer] = await ground.db.sql.query<{ id: bigint; state: string }>(
      `select t.customer_id as id, t.state from timeline t
       where shop_id = $1 and model = 'lifecycle' and next_on is not null order by 1 limit 1`,
      [shop.id],
    );
    const page = await newPage();
    const problems = listenForProblems(page);
    const block = page.frameLocator('iframe.block');
    for (const locale of ['ja', 'en'] as const) {
      await page.goto(`${store.frameUrl}/customers/${buyer!.id}?locale=${locale}`);
      const says = SAYS[locale];
      await block.getByText(says.step, { exact: true }).waitFor();
      const text = await block.locator('body').innerText();
      const state = WORDS[locale].state.lifecycle[buyer!.state as 'new'];
      for (const part of [state.label, says.why, says.times]) expect(text).toContain(part);
      expect(text).not.toMatch(/\{\{|undefined|NaN|Invalid/);
      await shot(page, `customer-block-${locale}`);
    }
    expect(problems).toEqual([]);

    await page.route('**/api/customer-block*', (route) => route.fulfill({ status: 503 }));
    await page.reload();
    await block.getByText(SAYS.en.failed).waitFor();
    await page.unroute('**/api/customer-block*');
    await block.getByText(SAYS.en.again).last().click();
    await block.getByText(SAYS.en.step, { exact: true }).waitFor();
  }, 300_000);
});
