import { beforeEach, describe, expect, it } from 'vitest';
import { customerIdOf } from '#app/shopify/gid.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { openComparison } from '#app/store/readings.ts';
import { saveShopifyGroups } from '#app/store/shopify-groups.ts';
import { rfmGroupOf } from '#simulator/rfm-groups.ts';
import { connectedShop, type Connection } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();

beforeEach(async () => {
  await ground.empty();
});

async function kept({ shop }: Connection): Promise<Record<string, string | null>> {
  const rows = await shop.db.sql.query<{ id: bigint; group: string | null }>(
    'select id, shopify_rfm as "group" from customer where shop_id = $1 order by id',
    [shop.id],
  );
  return Object.fromEntries(rows.map(({ id, group }) => [String(id), group]));
}

describe('Shopify’s own RFM groups', () => {
  it('are read with the customers, and once more although the customers did not change', async () => {
    const simulator = await aSimulator({ customers: 60 });
    const connection = await connectedShop(ground.db, simulator);
    await connection.readAll();
    const told = Object.fromEntries(
      [...simulator.world.customers.keys()].map((id) => [
        String(customerIdOf(id)),
        rfmGroupOf(simulator.world, id)?.toLowerCase() ?? null,
      ]),
    );
    expect(await kept(connection)).toEqual(told);
    expect(new Set(Object.values(told)).size).toBeGreaterThan(4);
    const id = BigInt(Object.keys(told)[0]!) as CustomerId;
    await saveShopifyGroups(connection.shop, [{ id, group: 'another' }]);
    await openComparison(connection.shop, 'customers');
    await connection.readAll();
    expect(await kept(connection)).toEqual(told);
  });

  it.each(['data', 'customers'])('that are refused (no %s) keep no customer away', async (none) => {
    const simulator = await aSimulator({ customers: 5 });
    const connection = await connectedShop(ground.db, simulator);
    await connection.readAll(async (_, answer) => {
      const text = await answer.text();
      if (!text.includes('"statistics"')) return new Response(text, answer);
      const error = {
        message: 'Access denied for statistics field.',
        path: ['customers', 'nodes', 0, 'statistics'],
        extensions: { code: 'ACCESS_DENIED' },
      };
      const data = none === 'data' ? null : { customers: null };
      return Response.json({ ...(JSON.parse(text) as object), data, errors: [error] });
    });
    expect(Object.values(await kept(connection))).toEqual([null, null, null, null, null]);
  });

  it('are told by the simulated store only to whom it lets see customers', async () => {
    const simulator = await aSimulator({ customers: 5 });
    const api = await callerOf(simulator);
    const query = '{ nodes: customers(first: 5) { nodes { statistics { rfmGroup } } } }';
    expect((await api(query)).errors).toBeUndefined();
    await controlOf(simulator).call('POST', 'access', { protectedData: 0 });
    expect((await api(query)).errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
  });
});
