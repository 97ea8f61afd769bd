import { z } from 'zod';
import type { AdminApi } from '../admin-api/execute.ts';
import { API_VERSION } from '../admin-api/schema.ts';
import type { OAuth } from '../oauth.ts';

const Asked = z.object({
  path: z.string(),
  body: z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()).nullish() }),
});

/** What App Bridge hands to the app's page as the response to its `fetch`. */
interface Handed {
  status: number;
  body: object;
}

interface Parts {
  api: AdminApi;
  oauth: OAuth;
  direct: boolean;
}

/**
 * The Admin API as an app's page asks it through App Bridge: with the access that the app has, for
 * the merchant who looks at the page. How Shopify refuses an app whose shopify.app.toml does not
 * ask for direct access is not told; here it is a 403.
 */
export async function answerDirectly(
  { api, oauth, direct }: Parts,
  asked: unknown,
): Promise<Handed> {
  const request = Asked.safeParse(asked);
  if (!request.success) return refused(400, z.prettifyError(request.error));
  const { path, body } = request.data;
  if (path !== `admin/api/${API_VERSION}/graphql.json`)
    return refused(404, `The simulator does not model shopify:${path}`);
  if (!direct || !oauth.installed) return refused(403, 'The app has no direct API access');
  const { query, variables } = body;
  return { status: 200, body: await api.answer({ query, variables: variables ?? {} }) };
}

function refused(status: number, message: string): Handed {
  return { status, body: { errors: [{ message }] } };
}
