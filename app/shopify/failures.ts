import { HttpResponseError, InvalidJwtError } from '@shopify/shopify-api';
import { delayed, Failure, final, retryable } from '../domain/failure.ts';

const DEFAULT_WAIT_MS = 2_000;
const REQUEST_TIMEOUT = 408;
const TOO_MANY = 429;
const SERVER_ERROR = 500;

/**
 * Turns whatever a call to Shopify threw into a failure that says whether a retry helps. Shopify's
 * Remix library throws `Response`s, its API library errors with a response, `fetch` bare errors.
 * Messages never carry what was sent: a session token may be in it.
 */
export function toFailure(error: unknown, doing: string): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof Response)
    return ofStatus(error.status, error.headers.get('retry-after'), doing);
  if (error instanceof HttpResponseError) {
    const response = error.response as { code: number; headers?: Record<string, unknown> };
    return ofStatus(response.code, retryAfterOf(response.headers), doing);
  }
  if (error instanceof InvalidJwtError) return final(`${doing}: the session token is not valid`);
  return retryable(`${doing}: ${error instanceof Error ? error.message : String(error)}`, error);
}

/** The failure that an HTTP status other than 2xx stands for. */
export function ofStatus(status: number, retryAfter: string | null, doing: string): Failure {
  const message = `${doing}: Shopify answered ${status}`;
  if (status === TOO_MANY) return delayed(message, waitOf(retryAfter), true);
  if (status >= SERVER_ERROR && retryAfter) return delayed(message, waitOf(retryAfter));
  if (status >= SERVER_ERROR || status === REQUEST_TIMEOUT) return retryable(message);
  return final(message);
}

/** Retry-After counts seconds, possibly with a fraction. */
function waitOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1000) : DEFAULT_WAIT_MS;
}

function retryAfterOf(headers: Record<string, unknown> | undefined): string | null {
  const entry = Object.entries(headers ?? {}).find(
    ([name]) => name.toLowerCase() === 'retry-after',
  );
  const value: unknown = Array.isArray(entry?.[1]) ? entry[1][0] : entry?.[1];
  return typeof value === 'string' ? value : null;
}
