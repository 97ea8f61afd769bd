/** What the app tells of a customer; dates are ISO days, amounts in the currency's main unit. */
export type Answer = { status: 'reading' | 'left-out' | 'no-orders' } | Customer;

export interface Customer {
  status: 'ready';
  currency: string;
  states: readonly State[];
  nextStep: string | null;
  /** What goes into the parcel at that step, in the merchant's own words. */
  insert: string | null;
  nextChange: { model: string; on: string; to: string | null; inDays: number } | null;
}

/** Where the customer stands in a model; `since` is null where customers are compared with each other. */
export interface State {
  model: string;
  state: string;
  since: string | null;
  because: readonly Reason[];
}

/** What has decided: a value, and the limits that it keeps. */
export interface Reason {
  measure: string;
  value: number | string;
  limits: readonly Limit[];
}

export interface Limit {
  relation: '<' | '<=' | '>=' | '>';
  threshold: number | string;
}

/** `unknown`: the app has no such customer. */
export type Outcome = { kind: 'answer'; answer: Answer } | { kind: 'unknown' } | { kind: 'failed' };

/**
 * Asks the app for a customer. Shopify resolves the path against the app's own address.
 *
 * @param id Shopify's long id.
 */
export async function ask(id: string, idToken: () => Promise<string | null>): Promise<Outcome> {
  try {
    const token = await idToken();
    if (token === null) return { kind: 'failed' };
    const response = await fetch(`/api/customer-block?id=${encodeURIComponent(id)}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (response.status === 404) return { kind: 'unknown' };
    if (!response.ok) return { kind: 'failed' };
    return { kind: 'answer', answer: (await response.json()) as Answer };
  } catch {
    return { kind: 'failed' };
  }
}
