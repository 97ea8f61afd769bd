import { createHash } from 'node:crypto';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');

const whole = z.coerce.number().int();
const Options = z.strictObject({
  port: whole.min(1).max(65_533).default(4_000),
  customers: whole.min(1).default(2_000),
  seed: whole.min(0).default(1),
  data: z
    .string()
    .refine(
      (folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false,
      'is not a folder',
    )
    .optional(),
  fresh: z.boolean().default(false),
  once: z.boolean().default(false),
});
export type DemoOptions = z.infer<typeof Options>;

/** The demo's command line. @throws Error that names each option and its fault. */
export function readOptions(args: string[]): DemoOptions {
  const text = { type: 'string' as const };
  const flag = { type: 'boolean' as const };
  const { values } = parseArgs({
    args,
    options: { port: text, customers: text, seed: text, data: text, fresh: flag, once: flag },
  });
  const result = Options.safeParse(values);
  if (result.success) return result.data;
  throw new Error(
    result.error.issues.map(({ path: at, message }) => `--${at.join('.')}: ${message}`).join('\n'),
  );
}

/** Where this store's demo lives: another store, or other data, is another folder. */
export function folderOf({ data, customers, seed }: DemoOptions): string {
  const name =
    data === undefined ? `seed-${seed}-customers-${customers}` : `data-${fingerprint(data)}`;
  return path.join(ROOT, '.kizuna', 'demo', name);
}

function fingerprint(folder: string): string {
  const hash = createHash('sha256').update(realpathSync(folder));
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()) {
    const { size, mtimeMs } = statSync(path.join(folder, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}
