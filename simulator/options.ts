import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PLANS, type Plan } from './admin-api/throttle.ts';
import { SCOPES } from './app-scopes.ts';
import { generateStore } from './generator/generate-store.ts';
import { loadData } from './load-data.ts';
import type { StoreData } from './records.ts';

const number = z.coerce.number();
const Options = z.strictObject({
  port: number.int().min(0).max(65_535).default(4_002),
  plan: z.enum(Object.keys(PLANS) as [Plan, ...Plan[]]).default('plus'),
  customers: number.int().min(1).default(2_000),
  seed: number.int().min(0).default(1),
  data: z.string().optional(),
  state: z.string().optional(),
  'bulk-rate': number.positive().default(50_000),
  'token-seconds': number.positive().default(3_600),
  'frame-port': number.int().min(0).max(65_535).optional(),
  names: z.stringbool().default(false),
  /** Optional scopes that the merchant has granted from the first, with commas between them. */
  grant: z
    .string()
    .transform((text) => text.split(',').map((scope) => scope.trim()))
    .pipe(z.array(z.enum(SCOPES)))
    .optional(),
  'app-url': z.url({ protocol: /^https?$/ }).optional(),
  'retry-base-ms': number.positive().default(2_000),
});
export type SimulatorArguments = z.infer<typeof Options>;

/** The simulator's command line. @throws Error that names each option and its fault. */
export function readArguments(args: string[]): SimulatorArguments {
  const options = Object.fromEntries(
    Object.keys(Options.shape).map((name) => [name, { type: 'string' as const }]),
  );
  const { values } = parseArgs({ args, options });
  const result = Options.safeParse(values);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
  );
}

/** The store the arguments ask for: a folder of data, or a generated shop. */
export async function storeOf({ data, customers, seed }: SimulatorArguments): Promise<StoreData> {
  return data === undefined ? generateStore({ customers, seed }) : loadData(data);
}
