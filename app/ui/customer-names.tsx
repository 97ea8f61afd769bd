import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { askShopify } from './app-bridge.ts';
import {
  calledOf,
  CUSTOMER_NAMES,
  CUSTOMERS_BY_NAME,
  searchOf,
  type Named,
} from './customer-names-query.ts';

/** Shopify takes no more ids in one call. */
const IDS_A_CALL = 250;
const GID = 'gid://shopify/Customer/';

/**
 * Names of the customers on the page, by their numbers. They come from Shopify to the browser and
 * stay there as long as the app's frame is open: the server neither sees nor keeps one.
 */
class CustomerNames {
  readonly #names = new Map<string, string>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #wanted: string[] = [];
  #refused = false;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  nameOf(id: string): string | null {
    return this.#names.get(id) ?? null;
  }

  /** Has a name asked for, together with all that are wanted in the same moment. */
  want(id: string): void {
    if (this.#refused || this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#wanted.push(id);
    if (this.#wanted.length === 1) setTimeout(() => void this.#askAll());
  }

  async #askAll(): Promise<void> {
    const ids = this.#wanted;
    this.#wanted = [];
    for (let start = 0; start < ids.length; start += IDS_A_CALL) {
      await this.#ask(ids.slice(start, start + IDS_A_CALL));
    }
    for (const listener of this.#listeners) listener();
  }

  async #ask(ids: readonly string[]): Promise<void> {
    if (this.#refused) return;
    const answer = await askShopify(CUSTOMER_NAMES, { ids: ids.map((id) => GID + id) });
    const told = (answer?.data as { nodes?: Told[] } | null | undefined)?.nodes;
    for (const node of told ?? []) {
      if (node?.displayName) this.#names.set(node.id.slice(GID.length), calledOf(node));
    }
    if (told && !answer?.errors) return;
    this.#refused = answer?.errors?.some(({ extensions }) => extensions?.code === DENIED) ?? false;
    for (const id of ids) if (!this.#names.has(id)) this.#asked.delete(id);
  }
}

type Told = (Named & { id: string }) | null;

const DENIED = 'ACCESS_DENIED';

const Names = createContext<CustomerNames | null>(null);

/** Keeps the names of the customers that the pages inside show. */
export function CustomerNamesProvider({ children }: { children: ReactNode }) {
  const [names] = useState(() => new CustomerNames());
  return <Names.Provider value={names}>{children}</Names.Provider>;
}

const NOTHING = () => () => undefined;

/** A customer's name; null until Shopify has told it, and for ever where it does not. */
export function useCustomerName(id: string): string | null {
  const names = useContext(Names);
  useEffect(() => {
    names?.want(id);
  }, [names, id]);
  return useSyncExternalStore(
    names?.subscribe ?? NOTHING,
    () => names?.nameOf(id) ?? null,
    () => null,
  );
}

/** Finds the numbers of up to 50 customers by their names; none where Shopify does not tell. */
export function useNameSearch(): (text: string) => Promise<string[]> {
  return idsByName;
}

async function idsByName(text: string): Promise<string[]> {
  const query = searchOf(text);
  if (query === '') return [];
  const answer = await askShopify(CUSTOMERS_BY_NAME, { query });
  const found = (answer?.data as { customers?: { nodes: { id: string }[] } } | null | undefined)
    ?.customers;
  return (found?.nodes ?? []).map(({ id }) => id.slice(GID.length));
}
