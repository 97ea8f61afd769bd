import { z } from 'zod';

const base64Key = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

const port = z.coerce.number().int().min(0).max(65_535);

const shared = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
  /** Begins every key of ours in Redis; braces keep them in one slot of a cluster. */
  QUEUE_PREFIX: z.string().min(1).default('{kizuna}'),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  ENCRYPTION_KEY: base64Key,
  /** Where the process listens. */
  HOST: z.string().default('0.0.0.0'),
  WORKER_HEALTH_PORT: port.default(9394),
  /** Sends all Shopify traffic to a simulated store on this machine. */
  SIMULATOR_URL: z.url().optional(),
  /** How long a customer stays claimed by a tag writer that may have died. */
  TAG_LEASE_SECONDS: z.coerce.number().positive().default(45),
  /** Whether many customers' tags may be written by bulk operations. */
  BULK_TAGS: z.stringbool().default(true),
  /** How long a job stays locked by a worker that may have died. */
  JOB_LOCK_SECONDS: z.coerce.number().positive().default(30),
  /** How often work that nobody woke is looked for. */
  WAKE_SECONDS: z.coerce.number().positive().default(30),
};

const web = {
  ...shared,
  /** Where the web process listens; 0 takes a free port. */
  PORT: port.default(3000),
  /** The app's own address as Shopify and browsers know it. */
  SHOPIFY_APP_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s):// address' }),
  /** The secret before the last rotation: deliveries signed with it are still accepted. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(1).optional(),
  APP_BRIDGE_URL: z.url().default('https://cdn.shopify.com/shopifycloud/app-bridge.js'),
  /** One more origin that may frame the app: a simulated admin. */
  FRAME_ORIGIN: z.url().optional(),
};

const FORBIDDEN = { error: 'must not be set in production' };

const Env = z
  .object(shared)
  .refine(realWhenInProduction('SIMULATOR_URL'), { path: ['SIMULATOR_URL'], ...FORBIDDEN });

const WebEnv = z
  .object(web)
  .refine(realWhenInProduction('SIMULATOR_URL'), { path: ['SIMULATOR_URL'], ...FORBIDDEN })
  .refine(realWhenInProduction('FRAME_ORIGIN'), { path: ['FRAME_ORIGIN'], ...FORBIDDEN });

export type Env = z.infer<typeof Env>;
/** What the web process reads on top of it. */
export type WebEnv = z.infer<typeof WebEnv>;

type Source = Record<string, string | undefined>;

/**
 * Reads the environment once, at boot.
 *
 * @throws Error that lists every fault, one a line.
 */
export function readEnv(source: Source = process.env): Env {
  return read(Env, source);
}

/** The same for the web process. */
export function readWebEnv(source: Source = process.env): WebEnv {
  return read(WebEnv, source);
}

function read<T>(schema: z.ZodType<T>, source: Source): T {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message, code }) => {
    const name = path.join('.');
    const missing = code === 'invalid_type' && given[name] === undefined;
    return `  ${name}: ${missing ? 'is not set' : message}`;
  });
  throw new Error(`the environment is not usable:\n${faults.join('\n')}`);
}

/** Whether a means of simulation is absent where real merchants are served. */
function realWhenInProduction<Name extends string>(name: Name) {
  return (env: { NODE_ENV: string } & Partial<Record<Name, unknown>>) =>
    !(env.NODE_ENV === 'production' && env[name]);
}
