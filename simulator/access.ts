import { SCOPES, type Scope } from './app-scopes.ts';
import type { World } from './world.ts';

/** Shopify's levels of protected customer data: none, all but contact and name, all. */
export type ProtectedData = 0 | 1 | 2;

/** What the merchant and Shopify let the app see. */
export class AppAccess {
  readonly #world: World;
  #scopes: readonly Scope[];
  #protectedData: ProtectedData;
  #names: boolean;

  constructor(
    world: World,
    granted: readonly Scope[],
    protectedData: ProtectedData = 1,
    names = false,
  ) {
    this.#world = world;
    this.#scopes = granted;
    this.#protectedData = protectedData;
    this.#names = names;
    for (const entry of world.journal.read()) {
      if (entry.kind !== 'access') continue;
      this.#scopes = SCOPES.filter((scope) => entry.scopes.includes(scope));
      this.#protectedData = entry.protectedData;
      this.#names = entry.names ?? names;
    }
  }

  get scopes(): readonly Scope[] {
    return this.#scopes;
  }

  get protectedData(): ProtectedData {
    return this.#protectedData;
  }

  /** Whether customers' names may be read: Shopify approves each field of level 2 by itself. */
  get names(): boolean {
    return this.#names || this.#protectedData === 2;
  }

  /** Whether one of the scopes is granted; who may write may read. */
  has(...wanted: readonly string[]): boolean {
    return wanted.some(
      (scope) =>
        this.#scopes.includes(scope as Scope) ||
        this.#scopes.includes(scope.replace('read_', 'write_') as Scope),
    );
  }

  /** Grants and takes back scopes, and tells the app when that changed any. */
  change({ grant, revoke }: { grant: readonly Scope[]; revoke: readonly Scope[] }): void {
    const previous = [...this.#scopes];
    const current = SCOPES.filter(
      (scope) => (previous.includes(scope) || grant.includes(scope)) && !revoke.includes(scope),
    );
    if (current.join() === previous.join()) return;
    this.#scopes = current;
    this.#keep();
    this.#world.tell({ topics: ['app/scopes_update'], previous, current });
  }

  approve(level: ProtectedData): void {
    this.#protectedData = level;
    this.#keep();
  }

  approveNames(names: boolean): void {
    this.#names = names;
    this.#keep();
  }

  #keep(): void {
    const { clock, journal } = this.#world;
    const at = clock.now();
    const scopes = [...this.#scopes];
    const approved = { protectedData: this.#protectedData, names: this.#names };
    journal.append([{ kind: 'access', at, scopes, ...approved }]);
  }
}
