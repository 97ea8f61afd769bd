import { parse } from 'lossless-json';
import { z } from 'zod';
import type { CustomerId } from '../domain/ids.ts';

/** A step of a workflow that asks for one of our actions. */
export interface ActionRequest {
  shopDomain: string;
  /** Flow sends the same one again until it hears that it is done. */
  runId: string;
  customerId: CustomerId;
  /** What the merchant has entered into the action's fields. */
  fields: Readonly<Record<string, string>>;
}

/** Flow's word whether a workflow of a shop waits for a trigger. */
export interface LifecycleNotice {
  shopDomain: string;
  /** What Flow calls the trigger. */
  trigger: string;
  enabled: boolean;
  at: Date;
}

const shopDomain = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i)
  .transform((domain) => domain.toLowerCase());

/** A customer as a number, or as Shopify's long id. */
const customerId = z
  .string()
  .regex(/^(gid:\/\/shopify\/Customer\/)?\d{1,18}$/)
  .transform((text) => BigInt(text.slice(text.lastIndexOf('/') + 1)) as CustomerId);

const Action = z
  .object({
    shopify_domain: shopDomain,
    action_run_id: z.string().min(1).max(200),
    properties: z.object({ customer_id: customerId }).catchall(z.unknown()),
  })
  .transform(({ shopify_domain, action_run_id, properties }): ActionRequest => {
    const { customer_id, ...others } = properties;
    const fields = Object.entries(others).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value.trim()] as const] : [],
    );
    return {
      shopDomain: shopify_domain,
      runId: action_run_id,
      customerId: customer_id,
      fields: Object.fromEntries(fields),
    };
  });

const Lifecycle = z
  .object({
    shopify_domain: shopDomain,
    flow_trigger_definition_id: z.string().min(1).max(200),
    has_enabled_flow: z.boolean(),
    timestamp: z.iso.datetime({ offset: true }),
  })
  .transform((notice): LifecycleNotice => ({
    shopDomain: notice.shopify_domain,
    trigger: notice.flow_trigger_definition_id,
    enabled: notice.has_enabled_flow,
    at: new Date(notice.timestamp),
  }));

/** Reads the body of a request to run an action. @throws Error that says what is wrong with it. */
export function readActionRequest(body: string): ActionRequest {
  return read(Action, body);
}

/** Reads the body of a lifecycle callback. @throws Error that says what is wrong with it. */
export function readLifecycleNotice(body: string): LifecycleNotice {
  return read(Lifecycle, body);
}

/** Numbers as texts: ids may exceed 2^53. */
function read<T>(schema: z.ZodType<T>, body: string): T {
  const result = schema.safeParse(parse(body, null, { parseNumber: (text) => text }));
  if (result.success) return result.data;
  throw new Error(result.error.issues.map(({ path }) => path.join('.') || 'body').join(', '));
}
