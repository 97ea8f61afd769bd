import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Topic } from '../records.ts';

const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/edited',
  'orders/delete',
  'refunds/create',
  'customers/create',
  'customers/update',
  'customers/delete',
  'customers/merge',
  'customer.tags_added',
  'customer.tags_removed',
  'products/create',
  'products/update',
  'products/delete',
  'bulk_operations/finish',
  'app/scopes_update',
  'app/uninstalled',
] as const satisfies readonly Topic[];
const COMPLIANCE = [
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const satisfies readonly Topic[];

/** What the simulator understands of shopify.app.toml; it refuses the rest of [webhooks] by name. */
const AppToml = z.looseObject({
  webhooks: z.strictObject({
    api_version: z.string(),
    subscriptions: z
      .array(
        z.strictObject({
          topics: z.array(z.enum(TOPICS)).default([]),
          compliance_topics: z.array(z.enum(COMPLIANCE)).default([]),
          uri: z.string(),
          include_fields: z.array(z.string()).optional(),
        }),
      )
      .default([]),
  }),
});

/** An address that hears of a topic. */
export interface Subscription {
  topic: Topic;
  url: string;
  /** Dot paths to cut the payload to; the whole payload when absent. */
  includeFields: readonly string[] | undefined;
}

export interface Subscriptions {
  apiVersion: string;
  list: Subscription[];
}

/** The subscriptions of an app at an address. @throws Error that names what is not modelled. */
export function readSubscriptions(file: string, appUrl: string): Subscriptions {
  const toml = AppToml.safeParse(parse(readFileSync(file, 'utf8')));
  if (!toml.success) {
    throw new Error(
      `${file} asks for what the simulator does not model:\n${z.prettifyError(toml.error)}`,
    );
  }
  const { api_version: apiVersion, subscriptions } = toml.data.webhooks;
  return {
    apiVersion,
    list: subscriptions.flatMap((one) =>
      [...one.topics, ...one.compliance_topics].map((topic) => ({
        topic,
        url: new URL(one.uri, appUrl).href,
        includeFields: one.include_fields,
      })),
    ),
  };
}

/** Whether an app that was removed is told all the same. */
export function isToldAfterwards(topic: Topic): boolean {
  return topic === 'app/uninstalled' || (COMPLIANCE as readonly Topic[]).includes(topic);
}
