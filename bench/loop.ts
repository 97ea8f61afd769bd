import { startTagging } from '#app/commands/start-tagging.ts';
import { hasStale } from '#app/store/recompute.ts';
import { countTags, hasPendingTags } from '#app/store/tag-states.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { momentOf, onStage, readStore, type Backend } from './lib/stage.ts';

/** The first tagging of a store's customers. */
export const loop: Bench = {
  about: "customers tagged per second against the store's own limit",
  run: async function* (quick) {
    for (const backend of ['postgres', 'redis'] as const) {
      yield await tagging(backend, quick);
    }
  },
};

function tagging(backend: Backend, quick: boolean): Promise<Figure> {
  const plan = quick ? 'plus' : 'enterprise';
  return onStage({ backend, plan, customers: quick ? 2_800 : 10_000 }, async (stage) => {
    await readStore(stage);
    await momentOf(async () => !(await hasStale(stage.shop)));
    const before = stage.simulator.stats.points;
    const start = performance.now();
    await startTagging(stage.shop, stage.enqueue, new Date());
    const end = await momentOf(async () => !(await hasPendingTags(stage.shop)));
    const { settled } = await countTags(stage.shop);
    const { points, throttles } = stage.simulator.stats;
    const seconds = (end - start) / 1000;
    const { maximum, rate } = bucketOf(plan);
    const spent = points - before;
    const best = Math.max(0, spent - maximum) / rate;
    return {
      figure: `customers tagged per second, ${backend} queue`,
      value: settled / seconds,
      floor: settled / best,
      ratio: best / seconds,
      aim: 0.85,
      note: `${settled} customers in ${seconds.toFixed(1)} s, best possible ${best.toFixed(1)} s on the ${plan} plan; ${spent} points, ${throttles} throttled`,
    };
  });
}

function bucketOf(plan: 'plus' | 'enterprise'): { maximum: number; rate: number } {
  return plan === 'plus' ? { maximum: 20_000, rate: 1_000 } : { maximum: 40_000, rate: 2_000 };
}
