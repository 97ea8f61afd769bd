import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

/** The scopes that the simulator knows the use of. */
export const SCOPES = [
  'read_orders',
  'read_all_orders',
  'read_customers',
  'write_customers',
  'read_customer_merge',
  'read_products',
  'read_inventory',
  'read_locations',
  'read_companies',
] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * What a merchant of the demo and of the tests grants beside what the app cannot do without.
 * `POST /__sim/access` takes it back.
 */
const GRANTED_OPTIONAL: readonly Scope[] = ['read_all_orders'];

const AppToml = z.looseObject({
  access_scopes: z
    .strictObject({
      scopes: z
        .string()
        .transform((text) => text.split(',').map((scope) => scope.trim()))
        .pipe(z.array(z.enum(SCOPES))),
      optional_scopes: z.array(z.enum(SCOPES)).default([]),
    })
    .optional(),
  access: z
    .strictObject({
      admin: z.strictObject({
        embedded_app_direct_api_access: z.boolean().default(false),
        direct_api_mode: z.literal('online').default('online'),
      }),
    })
    .optional(),
});

/**
 * The scopes an app has when it is installed: those its shopify.app.toml asks for, and of the
 * optional ones those that are granted at once; null when the file asks for none.
 *
 * @throws Error that names what is not modelled, or what is granted and not asked for.
 */
export function scopesAtFirst(
  file: string,
  grantedOptional: readonly Scope[] = GRANTED_OPTIONAL,
): Scope[] | null {
  const { access_scopes: asked } = readToml(file);
  if (!asked) return null;
  const { scopes, optional_scopes: optional } = asked;
  const foreign = grantedOptional.find((scope) => !optional.includes(scope));
  if (foreign !== undefined) throw new Error(`${file} has no optional scope ${foreign}`);
  return SCOPES.filter((scope) => scopes.includes(scope) || grantedOptional.includes(scope));
}

/**
 * Whether an app's pages may ask the Admin API themselves, through App Bridge.
 *
 * @throws Error that names what is not modelled.
 */
export function asksDirectly(file: string): boolean {
  return readToml(file).access?.admin.embedded_app_direct_api_access ?? false;
}

function readToml(file: string): z.infer<typeof AppToml> {
  const toml = AppToml.safeParse(parse(readFileSync(file, 'utf8')));
  if (toml.success) return toml.data;
  throw new Error(
    `${file} asks for what the simulator does not model:\n${z.prettifyError(toml.error)}`,
  );
}
