import { z } from 'zod';
import { json, readBody, type Routes } from '../http.ts';
import type { Flow } from '../flow/flow.ts';

const Step = z.strictObject({
  handle: z.string(),
  properties: z.record(z.string(), z.unknown()),
  runId: z.string().optional(),
});
const Turn = z.strictObject({ handle: z.string(), on: z.boolean() });

/** What a merchant does in Shopify Flow, and what the app has fired there. */
export function flowRoutes(flow: Flow): Routes {
  return {
    'GET /__sim/flow': (_, response) => {
      json(response, 200, flow.state);
    },
    'POST /__sim/flow/workflows': async (request, response) => {
      const { handle, on } = await readBody(request, Turn);
      json(response, 200, await flow.turn(handle, on));
    },
    'POST /__sim/flow/actions': async (request, response) => {
      json(response, 200, await flow.run(await readBody(request, Step)));
    },
  };
}
