import type { Order } from '#simulator/records.ts';
import type { Simulator } from '#simulator/server.ts';

/** The hands on a simulated store, over HTTP as the demo has them. */
export function controlOf(simulator: Simulator) {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${simulator.url}/__sim/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return {
    call,
    /** An order of one piece of the shop's second product by its first customer. */
    anOrder: async (fields: object = {}): Promise<Order & { number: string }> => {
      const { body } = await call('POST', 'orders', {
        customer: { id: [...simulator.world.customers.keys()][0] },
        lineItems: [
          {
            product: { id: [...simulator.world.products.keys()][1] },
            quantity: 1,
            originalUnitPriceSet: { shopMoney: { amount: '6800' } },
          },
        ],
        ...fields,
      });
      const order = body as Order;
      return { ...order, number: order.id.split('/').at(-1) ?? '' };
    },
    /** Waits until no webhook is pending; the store's counts then. */
    idle: async () =>
      (await call('POST', 'webhooks/idle')).body as {
        webhooksSent: number;
        webhooksFailed: number;
        webhooksDropped: number;
        webhooksPending: number;
      },
  };
}
