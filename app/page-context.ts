import type { Shop } from './store/database.ts';
import type { WebContext } from './web-context.ts';

/** What a page is given: the web context and the door through which a merchant comes in. */
export interface PageContext extends WebContext {
  /**
   * The shop whose merchant asks. All loaders of one request share one answer: two would trade the
   * same session token twice.
   *
   * @throws Response for a visitor who is to be sent elsewhere or has to show a new session token.
   */
  merchantShop: (request: Request) => Promise<Shop>;
  /** Who asks, as the session token says: the number of a user in Shopify. */
  merchantId: (request: Request) => Promise<string>;
  /**
   * The shop in whose admin an extension of ours asks, as its session token says.
   *
   * @throws Response for one that shows no valid token, or whose shop does not have the app.
   */
  extensionShop: (request: Request) => Promise<Shop>;
}

/** Remix's load context as the web process made it. */
export function pageContext(loadContext: unknown): PageContext {
  return loadContext as PageContext;
}
