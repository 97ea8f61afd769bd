import { createHmac, randomUUID } from 'node:crypto';
import { Refusal } from '../changes/refusal.ts';
import { numberOf } from '../numbering.ts';
import type { World } from '../world.ts';
import type { FlowExtensions, FlowTask } from './extensions.ts';

const TIME_LIMIT_MS = 10_000;
/** The last of so many are kept. */
const REMEMBERED = 10_000;

/** A trigger that the app has fired. */
export interface Fired {
  handle: string;
  payload: Readonly<Record<string, unknown>>;
  /** Whether a workflow waited for it. */
  ran: boolean;
}

interface Options {
  world: World;
  extensions: FlowExtensions;
  /** Where the app answers; nothing can be asked of it without. */
  appUrl: string | undefined;
  apiSecret: string;
}

/** What the app has answered. */
export interface AppAnswer {
  status: number;
  body: string;
}

/** A step of a workflow that asks for one of the app's actions. */
export interface ActionStep {
  handle: string;
  properties: Readonly<Record<string, unknown>>;
  /** The same one again is the same run. */
  runId?: string | undefined;
}

/** Shopify Flow: workflows that wait for the app's triggers, and steps that ask for its actions. */
export class Flow {
  readonly #options: Options;
  readonly #waiting = new Set<string>();
  readonly #fired: Fired[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  get state(): { waiting: string[]; fired: readonly Fired[] } {
    return { waiting: [...this.#waiting], fired: this.#fired };
  }

  /** `flowTriggerReceive`. @returns why it is refused, if it is. */
  receive(handle: string | null | undefined, payload: unknown): string | null {
    const trigger = this.#task('trigger', handle ?? '');
    if (!trigger) return 'Invalid handle';
    if (typeof payload !== 'object' || payload === null) return 'Payload must be an object';
    const fault = this.#faultOf(trigger, payload as Record<string, unknown>);
    if (fault !== null) return fault;
    const ran = this.#waiting.has(trigger.handle);
    this.#fired.push({ handle: trigger.handle, payload: payload as Fired['payload'], ran });
    if (this.#fired.length > REMEMBERED) this.#fired.shift();
    return null;
  }

  /** A merchant turns a workflow on or off; it goes on only when the app has taken note. */
  async turn(handle: string, on: boolean): Promise<AppAnswer> {
    const trigger = this.#task('trigger', handle);
    const { lifecyclePath } = this.#options.extensions;
    if (!trigger || lifecyclePath === null) throw new Refusal(404, `there is no trigger ${handle}`);
    const answer = await this.#post(lifecyclePath, {
      flow_trigger_definition_id: trigger.name,
      has_enabled_flow: on,
      ...this.#shop(),
      timestamp: new Date().toISOString(),
    });
    if (answer.status >= 200 && answer.status < 300) {
      if (on) this.#waiting.add(handle);
      else this.#waiting.delete(handle);
    }
    return answer;
  }

  /** Runs a step of a workflow once; Flow's own repetitions are the caller's to make. */
  async run({ handle, properties, runId = randomUUID() }: ActionStep): Promise<AppAnswer> {
    const action = this.#task('action', handle);
    if (!action?.path) throw new Refusal(404, `there is no action ${handle}`);
    const missing = action.fields.find(({ key, required }) => required && !(key in properties));
    if (missing) throw new Refusal(422, `${handle} needs ${missing.key}`);
    return this.#post(action.path, {
      ...this.#shop(),
      action_run_id: runId,
      action_definition_id: handle,
      handle,
      properties: { ...properties, step_reference: '1' },
    });
  }

  #task(kind: FlowTask['kind'], handle: string): FlowTask | undefined {
    return this.#options.extensions.tasks.find(
      (task) => task.kind === kind && task.handle === handle,
    );
  }

  #faultOf({ fields }: FlowTask, payload: Record<string, unknown>): string | null {
    const missing = fields.find(({ key }) => payload[key] == null);
    if (missing) return `Payload lacks ${missing.key}`;
    const foreign = Object.keys(payload).find((key) => !fields.some((one) => one.key === key));
    if (foreign !== undefined) return `Payload has a field ${foreign} that the trigger has not`;
    const customer = payload.customer_id as string | number;
    const known = this.#options.world.customers.has(`gid://shopify/Customer/${customer}`);
    return known ? null : 'Customer does not exist';
  }

  #shop() {
    const { id, myshopifyDomain } = this.#options.world.shop;
    return { shop_id: String(numberOf(id)), shopify_domain: myshopifyDomain };
  }

  async #post(to: string, content: object): Promise<AppAnswer> {
    const { appUrl, apiSecret } = this.#options;
    if (appUrl === undefined) throw new Refusal(422, 'the app has no address');
    const body = JSON.stringify(content);
    const response = await fetch(new URL(to, appUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-hmac-sha256': createHmac('sha256', apiSecret).update(body).digest('base64'),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    return { status: response.status, body: await response.text() };
  }
}
