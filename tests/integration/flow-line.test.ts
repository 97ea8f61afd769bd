import { describe, expect, it, vi } from 'vitest';
import type { CustomerId } from '#app/domain/ids.ts';
import { listEvents } from '#app/store/events.ts';
import type { Fired } from '#simulator/flow/flow.ts';
import { anAdmin } from '../setup/admin.ts';
import { keptFirings } from '../setup/flow-deeds.ts';
import { useGround } from '../setup/ground.ts';
import { connected } from '../setup/line.ts';
import { controlOf } from '../setup/store-control.ts';

const PATIENT = { timeout: 40_000, interval: 200 };
const ground = useGround();

describe('Shopify Flow and the app, with web and worker', () => {
  it('an order starts the workflow that waits, an action comes back, and both are done once', async () => {
    const simulator = await anAdmin(ground, { customers: 10, seed: 2 });
    const shop = await connected(ground, simulator);
    const store = controlOf(simulator);
    const fired = async () => {
      const { body } = await store.call('GET', 'flow');
      return (body as { fired: Fired[] }).fired;
    };
    expect(await fired()).toEqual([]);

    const turned = await store.call('POST', 'flow/workflows', {
      handle: 'customer-segment-changed',
      on: true,
    });
    expect(turned.body).toMatchObject({ status: 200 });
    const { body: made } = await store.call('POST', 'customers', { locale: 'ja' });
    const { id } = made as { id: string };
    const number = Number(id.split('/').at(-1));
    await store.anOrder({ customer: { id } });
    const changed = { customer_id: number, Model: 'lifecycle', 'New state': 'new', Cause: 'order' };
    await vi.waitFor(async () => {
      expect(await fired()).toContainEqual({
        handle: 'customer-segment-changed',
        payload: { ...changed, 'Previous state': '' },
        ran: true,
      });
      expect(await keptFirings(shop)).toEqual([]);
    }, PATIENT);
    const models = (await fired()).map(({ payload }) => payload.Model);
    expect(new Set(models).size).toBe(models.length);

    const step = {
      handle: 'record-event',
      properties: { customer_id: number, kind: 'contract:continuing' },
      runId: 'run-1',
    };
    for (const time of [1, 2]) {
      const { body } = await store.call('POST', 'flow/actions', step);
      expect(body, `time ${time}`).toMatchObject({ status: 200 });
    }
    expect(await listEvents(shop, BigInt(number) as CustomerId)).toHaveLength(1);
    await vi.waitFor(async () => {
      const contract = (await fired()).filter(({ payload }) => payload.Model === 'contract');
      expect(contract).toMatchObject([{ payload: { 'New state': 'continuing', Cause: 'event' } }]);
    }, PATIENT);
  }, 150_000);
});
