import { DelayedError, UnrecoverableError, type Job, type Worker } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waiting } from '#app/domain/failure.ts';
import type { Lane } from '#app/queues/catalog.ts';
import type { QueueStore } from '#app/queues/connection.ts';
import { createProducer, type Producer } from '#app/queues/enqueue.ts';
import type { Context } from '#workers/context.ts';
import { createLogger } from '#app/config/logger.ts';
import { runJob } from '#workers/run-job.ts';
import { BACKENDS, useGround } from '../setup/ground.ts';

const ground = useGround();
const PATIENT = { timeout: 20_000, interval: 10 };

describe.each(BACKENDS)('jobs on %s', (backend) => {
  let store: QueueStore;
  let producer: Producer;
  const workers: Worker[] = [];

  beforeEach(async () => {
    store = await ground.openQueue(backend);
    producer = createProducer(store);
    for (const lane of ['orders', 'mass', 'upkeep'] as const) {
      const queue = store.queue(lane);
      await queue.obliterate({ force: true });
      await queue.close();
    }
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    await producer.close();
    await store.close();
  });

  function work(
    run: (job: Job, token: string | undefined) => Promise<void>,
    concurrency = 4,
    lane: Lane = 'orders',
  ): Worker {
    const settings = { concurrency, lockDuration: 2_000, stalledInterval: 500 };
    const worker = store.worker(lane, run, settings);
    workers.push(worker);
    void worker.run();
    return worker;
  }

  async function left(): Promise<number> {
    const queue = store.queue('orders');
    const counts = await queue.getJobCounts(
      'waiting',
      'active',
      'delayed',
      'completed',
      'failed',
      'prioritized',
    );
    await queue.close();
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  it('carry their payload to the handler and leave nothing behind', async () => {
    const seen: unknown[] = [];
    work((job) => {
      seen.push([job.name, job.data]);
      return Promise.resolve();
    });
    await producer.enqueue('recompute', { shopId: 3 });
    await vi.waitFor(() => {
      expect(seen).toEqual([['recompute', { shopId: 3 }]]);
    }, PATIENT);
    await vi.waitFor(async () => {
      expect(await left()).toBe(0);
    }, PATIENT);
  });

  it('of one kind and shop wait once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => producer.enqueue('recompute', { shopId: 3 })),
    );
    await producer.enqueue('recompute', { shopId: 4 });
    expect(await left()).toBe(2);
  });

  it('asked for while one runs follow it, once', async () => {
    const started = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    let runs = 0;
    let together = 0;
    let mostTogether = 0;
    work(async () => {
      runs += 1;
      together += 1;
      mostTogether = Math.max(mostTogether, together);
      started.resolve(undefined);
      await finish.promise;
      together -= 1;
    });
    await producer.enqueue('write-tags', { shopId: 1 });
    await started.promise;
    for (let more = 0; more < 5; more += 1) await producer.enqueue('write-tags', { shopId: 1 });
    finish.resolve(undefined);
    await vi.waitFor(async () => {
      expect([runs, mostTogether]).toEqual([2, 1]);
      expect(await left()).toBe(0);
    }, PATIENT);
  });

  it('are tried again after an error, not after a final one', async () => {
    const tries = { recompute: 0, 'write-tags': 0 };
    work((job) => {
      tries[job.name as keyof typeof tries] += 1;
      if (job.name === 'write-tags') return Promise.reject(new UnrecoverableError('no use'));
      return tries.recompute < 3 ? Promise.reject(new Error('again')) : Promise.resolve();
    });
    await producer.enqueue('recompute', { shopId: 1 });
    await producer.enqueue('write-tags', { shopId: 1 });
    await vi.waitFor(async () => {
      expect(tries).toEqual({ recompute: 3, 'write-tags': 1 });
      expect(await left()).toBe(0);
    }, PATIENT);
  });

  it('come back after a delay without losing a try, and can be asked for again', async () => {
    const attempts: number[] = [];
    work(async (job, token) => {
      attempts.push(job.attemptsMade);
      if (attempts.length > 3) return;
      await job.moveToDelayed(Date.now() + 30, token);
      throw new DelayedError();
    });
    await producer.enqueue('recompute', { shopId: 1 });
    await vi.waitFor(() => {
      expect(attempts).toEqual([0, 0, 0, 0]);
    }, PATIENT);
    await producer.enqueue('recompute', { shopId: 1 });
    await vi.waitFor(() => {
      expect(attempts).toHaveLength(5);
    }, PATIENT);
  });

  it('come back after a delay that is no whole number of milliseconds, and lose no try', async () => {
    const attempts: number[] = [];
    const beats = (job: Job, token: string | undefined) => {
      attempts.push(job.attemptsMade);
      const beat = () => {
        if (attempts.length < 4) throw waiting('nothing to do yet', 20.4375);
      };
      return runJob(job, token, { beat, logger: createLogger('silent') } as unknown as Context);
    };
    work(beats, 1, 'upkeep');
    await producer.enqueue('heartbeat', {});
    await vi.waitFor(() => {
      expect(attempts).toEqual([0, 0, 0, 0]);
    }, PATIENT);
  });
});
