import { z } from 'zod';
import { diceOf, type Dice } from './generator/dice.ts';

const HOUR_MS = 3_600_000;
const rate = z.number().min(0).max(1).default(0);

/** `POST /__sim/faults`: how often what goes wrong; what is left out goes right. */
export const FaultRates = z.strictObject({
  seed: z.number().int().min(0).default(1),
  /** Webhooks: sent twice, held back behind later ones, never sent, sent late. */
  duplicate: rate,
  reorder: rate,
  drop: rate,
  delay: rate,
  delayMs: z.number().int().min(0).max(600_000).default(500),
  /** Hours of the store's time, from now on, in which no webhook is sent. */
  outageHours: z.number().min(0).max(10_000).default(0),
  /** Bulk operations: their finish is not told, queries break off half way. */
  dropFinish: rate,
  bulkBreak: rate,
  /** Bulk mutations: they fail after some of their lines. */
  mutationBreak: rate,
  /** API calls: answered THROTTLED, answered 503, not answered. */
  throttle: rate,
  serverError: rate,
  timeout: rate,
});
export type FaultRates = z.infer<typeof FaultRates>;

export interface WebhookFate {
  drop: boolean;
  duplicate: boolean;
  reorder: boolean;
  /** 0 when it is not late. */
  delayMs: number;
}

export type CallFate = 'answered' | 'throttled' | 'serverError' | 'hungBefore' | 'hungAfter';

/**
 * What goes wrong, by seeded chance: the same seed gives the same sequence of fates, webhooks and
 * calls each their own, whatever the rates of the other kinds are.
 */
export class Faults {
  #rates: FaultRates = FaultRates.parse({});
  #webhooks: Dice = diceOf(1);
  #calls: Dice = diceOf(2);
  #bulk: Dice = diceOf(3);
  #mutations: Dice = diceOf(4);
  #outageUntil = 0;
  readonly #now: () => string;

  constructor(now: () => string) {
    this.#now = now;
  }

  set(rates: FaultRates): void {
    this.#rates = rates;
    this.#webhooks = diceOf(rates.seed);
    this.#calls = diceOf(rates.seed + 1);
    this.#bulk = diceOf(rates.seed + 2);
    this.#mutations = diceOf(rates.seed + 3);
    this.#outageUntil = Date.parse(this.#now()) + rates.outageHours * HOUR_MS;
  }

  get rates(): FaultRates {
    return this.#rates;
  }

  /** Whether the next bulk query breaks off half way. */
  bulkBreaks(): boolean {
    return this.#bulk.between(0, 1) < this.#rates.bulkBreak;
  }

  /** The share of its lines after which the next bulk mutation fails; null when it does not. */
  mutationBreaksAt(): number | null {
    const [broken, share] = [this.#mutations.between(0, 1), this.#mutations.between(0, 1)];
    return broken < this.#rates.mutationBreak ? share : null;
  }

  webhook(topic: string): WebhookFate {
    const { drop, duplicate, reorder, delay, delayMs } = this.#rates;
    const roll = () => this.#webhooks.between(0, 1);
    return {
      drop: roll() < drop || this.#isLost(topic),
      duplicate: roll() < duplicate,
      reorder: roll() < reorder,
      delayMs: roll() < delay ? delayMs : 0,
    };
  }

  #isLost(topic: string): boolean {
    if (Date.parse(this.#now()) < this.#outageUntil) return true;
    const isFinish = topic === 'bulk_operations/finish';
    return isFinish && this.#bulk.between(0, 1) < this.#rates.dropFinish;
  }

  call(): CallFate {
    const { throttle, serverError, timeout } = this.#rates;
    const roll = () => this.#calls.between(0, 1);
    const [throttled, failed, hung, before] = [roll(), roll(), roll(), roll()];
    if (throttled < throttle) return 'throttled';
    if (failed < serverError) return 'serverError';
    if (hung < timeout) return before < 0.5 ? 'hungBefore' : 'hungAfter';
    return 'answered';
  }
}
