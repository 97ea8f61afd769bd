/** The triggers that Kizuna has in Shopify Flow: what their extensions are called. */
export const FLOW_TRIGGERS = [
  { handle: 'customer-segment-changed', name: 'Customer segment changed' },
  { handle: 'customer-change-near', name: 'Customer change is near' },
] as const;
export type FlowTrigger = (typeof FLOW_TRIGGERS)[number]['handle'];

/** So many days before a scheduled change "is near" fires. */
export const NEAR_DAYS = 7;

/** Fields of a firing beside the customer, under the keys that merchants see in Flow. */
export type FlowPayload = Readonly<Record<string, string | number>>;

/** The causes that fire: what buyers do, and the calendar. A merchant's own work never does. */
const CAUSES = ['order', 'event', 'calendar'];

/** Whether a change for this reason may start workflows. */
export function startsWorkflows(because: string): boolean {
  return CAUSES.includes(because);
}

/** A trigger by any of the names that Flow may know it by; null for none of ours. */
export function triggerNamed(text: string): FlowTrigger | null {
  const name = text.trim().toLowerCase();
  const found = FLOW_TRIGGERS.find(
    (trigger) => trigger.handle === name || trigger.name.toLowerCase() === name,
  );
  return found?.handle ?? null;
}

/** A customer's step from one state of a model to another; null: no state. */
export interface Move {
  model: string;
  from: string | null;
  to: string | null;
}

/** What a change of our tags says; each saved segment that was entered or left is a move of its own. */
export function movesOf(
  added: readonly string[],
  removed: readonly string[],
  prefix: string,
): Move[] {
  const to = statesOf(added, prefix);
  const from = statesOf(removed, prefix);
  const models = new Set([...to.keys(), ...from.keys()]);
  return [...models].map((key) => ({
    model: key.startsWith(SEGMENT) ? 'segment' : key,
    from: from.get(key) ?? null,
    to: to.get(key) ?? null,
  }));
}

const SEGMENT = 'segment:';

/** States by model, and saved segments each by itself. */
function statesOf(tags: readonly string[], prefix: string): Map<string, string> {
  return new Map(
    tags
      .filter((tag) => tag.startsWith(prefix))
      .map((tag) => tag.slice(prefix.length))
      .map((saying) => {
        const colon = saying.indexOf(':');
        const key = saying.startsWith(SEGMENT) ? saying : saying.slice(0, colon);
        return [key, saying.slice(colon + 1)];
      }),
  );
}

/** The fields of "segment changed". */
export function changePayload({ model, from, to }: Move, because: string): FlowPayload {
  return {
    Model: model,
    'Previous state': from ?? '',
    'New state': to ?? '',
    Cause: because,
  };
}
