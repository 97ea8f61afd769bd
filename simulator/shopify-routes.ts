import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { AdminApi, GraphQLRequest } from './admin-api/execute.ts';
import { API_VERSION } from './admin-api/schema.ts';
import type { Faults } from './faults.ts';
import { json, readJson, type Routes } from './http.ts';
import type { OAuth } from './oauth.ts';

const GraphQLBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** What Shopify itself has. */
export function shopifyRoutes(api: AdminApi, oauth: OAuth, faults: Faults): Routes {
  return {
    [`POST /admin/api/${API_VERSION}/graphql.json`]: async (request, response) => {
      if (!oauth.accepts(tokenOf(request))) {
        json(response, 401, {
          errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
        });
        return;
      }
      const body = GraphQLBody.safeParse(await readJson(request));
      if (!body.success) {
        json(response, 400, { errors: z.prettifyError(body.error) });
        return;
      }
      const { query, variables } = body.data;
      await answer(api, faults, { query, variables: variables ?? {} }, response);
    },
    'POST /admin/oauth/access_token': async (request, response) => {
      const { status, body } = await oauth.answer(await readJson(request));
      json(response, status, body);
    },
  };
}

async function answer(
  api: AdminApi,
  faults: Faults,
  request: GraphQLRequest,
  response: ServerResponse,
): Promise<void> {
  const fate = faults.call();
  if (fate === 'throttled') json(response, 200, api.throttled(request));
  else if (fate === 'serverError') json(response, 503, { errors: 'Service Unavailable' });
  else if (fate === 'answered') json(response, 200, await api.answer(request));
  else {
    if (fate === 'hungAfter') await api.answer(request);
    await once(response, 'close');
  }
}

function tokenOf(request: IncomingMessage): string | undefined {
  const token = request.headers['x-shopify-access-token'];
  return typeof token === 'string' ? token : undefined;
}
