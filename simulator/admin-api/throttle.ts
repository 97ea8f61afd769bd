export const PLANS = {
  standard: { restoreRate: 100, maximumAvailable: 2_000 },
  advanced: { restoreRate: 200, maximumAvailable: 4_000 },
  plus: { restoreRate: 1_000, maximumAvailable: 20_000 },
  enterprise: { restoreRate: 2_000, maximumAvailable: 40_000 },
} as const;
export type Plan = keyof typeof PLANS;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** Shopify's leaky bucket of one app in one store. */
export class Bucket {
  readonly #plan: (typeof PLANS)[Plan];
  #level: number;
  #measured = performance.now();

  constructor(plan: Plan) {
    this.#plan = PLANS[plan];
    this.#level = this.#plan.maximumAvailable;
  }

  /** Takes the points, or nothing when they are not there. */
  take(points: number): boolean {
    this.#refill();
    if (points > this.#level) return false;
    this.#level -= points;
    return true;
  }

  giveBack(points: number): void {
    this.#refill();
    this.#level = Math.min(this.#plan.maximumAvailable, this.#level + points);
  }

  status(): ThrottleStatus {
    this.#refill();
    return { ...this.#plan, currentlyAvailable: Math.floor(this.#level) };
  }

  #refill(): void {
    const now = performance.now();
    const gained = ((now - this.#measured) / 1000) * this.#plan.restoreRate;
    this.#level = Math.min(this.#plan.maximumAvailable, this.#level + gained);
    this.#measured = now;
  }
}
