import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import { z } from 'zod';
import { Failure, final, type Remedy } from '#app/domain/failure.ts';
import { CATALOG, type JobName } from '#app/queues/catalog.ts';
import { toFailure } from '#app/shopify/failures.ts';
import type { Context } from './context.ts';
import { HANDLERS } from './handlers/index.ts';

/**
 * Runs one job: parses its payload, logs how it went, and turns a failure into what BullMQ
 * understands: try again, come back later without counting a try, or stop.
 */
export async function runJob(job: Job, token: string | undefined, context: Context): Promise<void> {
  const logger = context.logger.child({ job: job.name, ...(job.data as object) });
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    await dispatch(job, { ...context, logger });
    logger.debug({ ms: took() }, 'done');
  } catch (error) {
    const { message, remedy } = toFailure(error, job.name);
    logger[levelOf(remedy)]({ ms: took(), remedy, err: error }, message);
    if (remedy.kind === 'stop') throw new UnrecoverableError(message);
    if (remedy.kind === 'retry') throw new Failure(message, remedy);
    await job.moveToDelayed(Date.now() + Math.ceil(remedy.ms), token);
    throw new DelayedError();
  }
}

function levelOf(remedy: Remedy): 'error' | 'warn' | 'debug' {
  if (remedy.kind === 'stop') return 'error';
  return remedy.kind === 'delay' && remedy.expected ? 'debug' : 'warn';
}

async function dispatch(job: Job, context: Context): Promise<void> {
  if (!(job.name in CATALOG)) throw final(`there is no job named ${job.name}`);
  const name = job.name as JobName;
  const payload = CATALOG[name].payload.safeParse(job.data);
  if (!payload.success) throw final(`${name}: unusable payload\n${z.prettifyError(payload.error)}`);
  const handle = HANDLERS[name] as (payload: unknown, context: Context) => Promise<void>;
  await handle(payload.data, context);
}
