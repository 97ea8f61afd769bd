import { z } from 'zod';

const base64Key = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

const Env = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
    /** Begins every key of ours in Redis; braces keep them in one slot of a cluster. */
    QUEUE_PREFIX: z.string().min(1).default('{kizuna}'),
    SHOPIFY_API_KEY: z.string().min(1),
    SHOPIFY_API_SECRET: z.string().min(1),
    ENCRYPTION_KEY: base64Key,
    WORKER_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(9394),
    /** Sends all Shopify traffic to a simulated store on this machine. */
    SIMULATOR_URL: z.url().optional(),
    /** How long a customer stays claimed by a tag writer that may have died. */
    TAG_LEASE_SECONDS: z.coerce.number().positive().default(45),
    /** How long a job stays locked by a worker that may have died. */
    JOB_LOCK_SECONDS: z.coerce.number().positive().default(30),
    /** How often work that nobody woke is looked for. */
    WAKE_SECONDS: z.coerce.number().positive().default(30),
  })
  .refine((env) => !(env.NODE_ENV === 'production' && env.SIMULATOR_URL), {
    path: ['SIMULATOR_URL'],
    error: 'must not be set in production',
  });

export type Env = z.infer<typeof Env>;

/**
 * Reads the environment once, at boot.
 *
 * @throws Error that lists every fault, one a line.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = Env.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message, code }) => {
    const name = path.join('.');
    const missing = code === 'invalid_type' && given[name] === undefined;
    return `  ${name}: ${missing ? 'is not set' : message}`;
  });
  throw new Error(`the environment is not usable:\n${faults.join('\n')}`);
}
