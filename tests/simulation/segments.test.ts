import fc from 'fast-check';
import { beforeEach, describe, it } from 'vitest';
import { anAdmin } from '../setup/admin.ts';
import { expectConverged } from '../setup/converged.ts';
import { deed, perform } from '../setup/deeds.ts';
import { useGround } from '../setup/ground.ts';
import { connected, idle } from '../setup/line.ts';
import { act, doing } from '../setup/merchant.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();

beforeEach(async () => {
  await ground.empty();
});

describe('living segments', () => {
  it('are in the store what the domain makes of its orders, whatever the merchant, time and the line do', async () => {
    const simulator = await anAdmin(ground, { customers: 110, seed: 8 });
    const shop = await connected(ground, simulator);
    const { call, idle: delivered } = controlOf(simulator);
    const run = fc.record({
      steps: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: deed.map((it) => ({ deed: it })) },
          { weight: 2, arbitrary: doing.map((it) => ({ doing: it })) },
        ),
        { minLength: 10, maxLength: 30 },
      ),
      seed: fc.nat(1_000),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ steps, seed }) => {
        await call('POST', 'faults', {
          seed,
          duplicate: 0.3,
          reorder: 0.3,
          delay: 0.3,
          delayMs: 40,
          throttle: 0.1,
          serverError: 0.05,
        });
        for (const step of steps) {
          if ('deed' in step) await perform(step.deed, simulator);
          else await act(step.doing, shop, simulator);
        }
        await call('POST', 'faults', {});
        await delivered();
        await idle(shop, simulator);
        await expectConverged(shop, simulator);
      }),
      { numRuns: Number(process.env.RUNS ?? 5), endOnFailure: true },
    );
  }, 600_000);
});
