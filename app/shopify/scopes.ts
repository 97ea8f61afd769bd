/** What the merchant lets the app do. */
export class Scopes {
  readonly #granted: ReadonlySet<string>;

  /** @param text scopes with commas between, as Shopify writes them. */
  constructor(text: string) {
    this.#granted = new Set(text.split(',').map((scope) => scope.trim()));
  }

  /** Whether a scope is granted; who may write may read. */
  has(scope: string): boolean {
    return this.#granted.has(scope) || this.#granted.has(scope.replace('read_', 'write_'));
  }
}
