import { final } from '../domain/failure.ts';
import { ofStatus, toFailure } from './failures.ts';
import type { Fetch } from './http.ts';
import type { UploadTarget } from './operations/stage-upload.ts';

const DOING = 'upload of variables';

/**
 * Sends a file of variables to where Shopify wants it.
 *
 * @returns the path by which an operation finds it.
 * @throws Failure when it did not arrive.
 */
export async function uploadLines(
  send: Fetch,
  { url, parameters }: UploadTarget,
  lines: readonly string[],
): Promise<string> {
  const path = parameters.find(({ name }) => name === 'key')?.value;
  if (path === undefined) throw final(`${DOING}: Shopify has given no key`);
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  form.append('file', new Blob([lines.join('\n')], { type: 'text/jsonl' }));
  try {
    const response = await send(url, { method: 'POST', body: form });
    await response.text();
    if (!response.ok) throw ofStatus(response.status, response.headers.get('retry-after'), DOING);
  } catch (error) {
    throw toFailure(error, DOING);
  }
  return path;
}
