import { withoutOurTags } from '#app/domain/customer-facts.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { moneyReader, type MoneyReader } from '#app/domain/money.ts';
import type { Tagging } from '#app/domain/tagging.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { customerFactsOf, type CustomerNode } from '#app/shopify/customer-fields.ts';
import { customerIdOf } from '#app/shopify/gid.ts';
import { identityKeys } from '#app/shopify/identity-keys.ts';
import { CUSTOMERS_A_CALL, customersById } from '#app/shopify/operations/customers-by-id.ts';
import { Scopes } from '#app/shopify/scopes.ts';
import { saveCustomerKeys, type CustomerKeys } from '#app/store/customer-keys.ts';
import { saveCustomers } from '#app/store/customers.ts';
import type { Shop } from '#app/store/database.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { readOfflineToken } from '#app/store/offline-tokens.ts';
import {
  movedTo,
  nextDoubtful,
  noteReadBack,
  ordersOf,
  recordLostTags,
  settleDoubts,
  type Doubtful,
  type ReadBack,
} from '#app/store/read-backs.ts';
import { hasStale } from '#app/store/recompute.ts';
import { currentSettings } from '#app/store/settings.ts';
import { readKnownShop, type KnownShop } from '#app/store/shops.ts';
import { wantRespectedAgain } from '#app/store/wanted-tags.ts';
import { askAndSave } from '../asking.ts';
import type { Context } from '../context.ts';

interface Asking {
  shop: Shop;
  admin: AdminClient;
  scopes: Scopes;
  money: MoneyReader;
  /** What to do about tags that somebody took off. */
  whenRemoved: Tagging['whenRemoved'];
  /** What the shop is known for. */
  known: KnownShop;
  identityOf: ReturnType<typeof identityKeys>;
}

/** Asks Shopify about the customers of whom it is doubtful what it has, and mends what we have. */
export async function readBack(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known) return;
  const scopes = new Scopes((await readOfflineToken(shop))?.scope ?? '');
  const admin = await context.admin(shop);
  const money = moneyReader(known.currency);
  const identityOf = identityKeys(context.env.ENCRYPTION_KEY, known.domain);
  const whenRemoved = await readWhenRemoved(shop);
  const asking = { shop, admin, scopes, money, known, identityOf, whenRemoved };
  const beganAt = new Date(await context.now());
  const found: ReadBack = { checked: 0, mended: 0, removed: 0 };
  try {
    await askAll(asking, context, found);
  } finally {
    if (found.checked > 0) await noteReadBack(shop, beganAt, found);
  }
  if (whenRemoved === 'respect' && (await readWhenRemoved(shop)) === 'repair') {
    await wantRespectedAgain(shop);
  }
  if (await hasStale(shop)) await context.enqueue('recompute', { shopId: shop.id });
  else if (found.mended > 0) await context.enqueue('write-tags', { shopId: shop.id });
}

/** Read once for all questions; should it change meanwhile, what was respected is wanted again. */
async function readWhenRemoved(shop: Shop): Promise<Tagging['whenRemoved']> {
  return (await currentSettings(shop))?.settings.tagging.whenRemoved ?? 'repair';
}

async function askAll(asking: Asking, context: Context, found: ReadBack): Promise<void> {
  let after = 0n as CustomerId;
  while (!context.stopping.aborted) {
    const doubtful = await nextDoubtful(asking.shop, after, CUSTOMERS_A_CALL);
    const last = doubtful.at(-1);
    if (!last) return;
    after = last.id;
    const { mended, removed } = await ask(asking, doubtful, new Date(await context.now()));
    found.checked += doubtful.length;
    found.mended += mended;
    found.removed += removed;
  }
}

async function ask(
  asking: Asking,
  doubtful: readonly Doubtful[],
  asOf: Date,
): Promise<Omit<ReadBack, 'checked'>> {
  const { shop, admin, known, whenRemoved } = asking;
  const ids = doubtful.map(({ id }) => id);
  const { nodes } = await admin.run(customersById(ids, known.protectedData ?? 0));
  const there = nodes.flatMap((node) => (node ? [customerFactsOf(node)] : []));
  const byId = new Map(doubtful.map((one) => [one.id, one]));
  const answered = there.flatMap(({ id, updatedAt, more }) => {
    const one = byId.get(id);
    return one ? [{ ...one, updatedAt, tags: more?.tags ?? [] }] : [];
  });
  const facts = there.map((one) => withoutOurTags(one, known.ownPrefixes));
  await saveCustomers(shop, facts, { asOf, asked: true });
  await saveCustomerKeys(shop, keysOf(nodes, asking));
  const mended = await recordLostTags(shop, answered, whenRemoved);
  await settleDoubts(shop, answered);
  const missing = doubtful.filter((_, index) => nodes[index] === null);
  for (const { id } of missing) await takeLeave(asking, id);
  return { mended, removed: missing.length };
}

function keysOf(nodes: readonly (CustomerNode | null)[], { identityOf }: Asking): CustomerKeys[] {
  return nodes.flatMap((node) => {
    const keys = node && identityOf(node);
    return keys ? [{ id: customerIdOf(node.id), keys }] : [];
  });
}

/**
 * Shopify no longer has the customer. If what the customer bought is somebody else's now, the two
 * were merged and we were not told.
 */
async function takeLeave(asking: Asking, id: CustomerId): Promise<void> {
  const { shop } = asking;
  await askAndSave(asking, await ordersOf(shop, id));
  const heir = await movedTo(shop, id);
  if (heir !== null) await mergeCustomers(shop, { kept: heir, deleted: id });
  else await deleteCustomers(shop, [id]);
}
