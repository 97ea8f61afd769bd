import type { Faults } from '../faults.ts';

const AT_ONCE = 50;
const RETRIES = 8;
const TIME_LIMIT_MS = 5_000;
/** A held delivery goes after this many later ones, or when its time is up. */
const HELD_BEHIND = 3;

/** One webhook to one address, as it is sent each time. */
export interface Delivery {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface DeliveryStats {
  /** Answered 2xx. */
  webhooksSent: number;
  /** Given up after the last retry. */
  webhooksFailed: number;
  /** Not sent at all, by a fault asked for. */
  webhooksDropped: number;
  /** Waiting, held back, in flight or between retries. */
  webhooksPending: number;
}

interface Held {
  release: () => void;
  behind: number;
}

/** Sends webhooks: at most 50 in flight, 8 retries with growing pauses, faults where asked for. */
export class Deliveries {
  readonly #faults: Faults;
  readonly #retryBaseMs: number;
  readonly #acknowledged: (webhookId: string) => void;
  readonly #stopped = new AbortController();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #waiting: { delivery: Delivery; attempt: number }[] = [];
  readonly #idle = new Set<() => void>();
  #held: Held[] = [];
  #inFlight = 0;
  #counts = { webhooksSent: 0, webhooksFailed: 0, webhooksDropped: 0, webhooksPending: 0 };

  constructor(
    faults: Faults,
    retryBaseMs: number,
    acknowledged: (webhookId: string) => void = () => undefined,
  ) {
    this.#faults = faults;
    this.#retryBaseMs = retryBaseMs;
    this.#acknowledged = acknowledged;
  }

  get stats(): DeliveryStats {
    return { ...this.#counts };
  }

  send(delivery: Delivery): void {
    const fate = this.#faults.webhook(delivery.headers['x-shopify-topic'] ?? '');
    this.#passHeld();
    if (fate.drop) {
      this.#counts.webhooksDropped += 1;
      return;
    }
    for (let copy = 0; copy < (fate.duplicate ? 2 : 1); copy += 1) {
      this.#counts.webhooksPending += 1;
      const start = () => {
        this.#enqueue(delivery, 0);
      };
      if (fate.reorder && copy === 0) this.#hold(start);
      else if (fate.delayMs > 0) this.#later(fate.delayMs, start);
      else start();
    }
  }

  /** True as soon as nothing is pending, false when that has not come within the time. */
  async idle(timeoutMs: number): Promise<boolean> {
    if (this.#counts.webhooksPending === 0) return true;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#timers.delete(timer);
        this.#idle.delete(done);
        resolve(true);
      };
      const timer = this.#later(timeoutMs, () => {
        this.#idle.delete(done);
        resolve(false);
      });
      this.#idle.add(done);
    });
  }

  stop(): void {
    this.#stopped.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#waiting.length = 0;
    for (const done of [...this.#idle]) done();
  }

  #hold(release: () => void): void {
    const held: Held = {
      behind: HELD_BEHIND,
      release: () => {
        if (!this.#held.includes(held)) return;
        this.#held = this.#held.filter((other) => other !== held);
        release();
      },
    };
    this.#held.push(held);
    this.#later(this.#faults.rates.delayMs, held.release);
  }

  #passHeld(): void {
    for (const held of this.#held) {
      held.behind -= 1;
      // After what was just sent has left, not in front of it.
      if (held.behind === 0) setImmediate(held.release);
    }
  }

  #enqueue(delivery: Delivery, attempt: number): void {
    this.#waiting.push({ delivery, attempt });
    this.#pump();
  }

  #pump(): void {
    while (this.#inFlight < AT_ONCE && !this.#stopped.signal.aborted) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#inFlight += 1;
      void this.#attempt(next.delivery, next.attempt).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
      });
    }
  }

  async #attempt(delivery: Delivery, attempt: number): Promise<void> {
    if (await this.#isTaken(delivery)) {
      this.#acknowledged(delivery.headers['x-shopify-webhook-id'] ?? '');
      this.#settle('webhooksSent');
    } else if (attempt === RETRIES) this.#settle('webhooksFailed');
    else {
      this.#later(this.#retryBaseMs * 2 ** attempt, () => {
        this.#enqueue(delivery, attempt + 1);
      });
    }
  }

  async #isTaken({ url, headers, body }: Delivery): Promise<boolean> {
    try {
      const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal,
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  #settle(outcome: 'webhooksSent' | 'webhooksFailed'): void {
    this.#counts[outcome] += 1;
    this.#counts.webhooksPending -= 1;
    if (this.#counts.webhooksPending === 0) for (const done of [...this.#idle]) done();
  }

  #later(ms: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#stopped.signal.aborted) run();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }
}
