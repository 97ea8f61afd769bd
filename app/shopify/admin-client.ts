import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { delayed, Failure, final, retryable } from '../domain/failure.ts';
import { ofStatus, toFailure } from './failures.ts';
import type { Fetch } from './http.ts';
import type { Operation } from './operation.ts';
import { API_VERSION } from './version.ts';

const ThrottleStatus = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number().positive(),
});
/** Shopify's leaky bucket as it stood after a call. */
export type ThrottleStatus = z.infer<typeof ThrottleStatus>;

const Answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z.object({
        requestedQueryCost: z.number(),
        actualQueryCost: z.number().nullable(),
        throttleStatus: ThrottleStatus,
      }),
    })
    .optional(),
});
type Answer = z.infer<typeof Answer>;

/** What may be spent of a shop's points, shared by everyone who calls that shop. */
export interface Budget {
  /**
   * Takes the points and returns 0, or takes nothing and returns the milliseconds to wait.
   *
   * @param keep points that have to be left for others.
   */
  reserve: (points: number, keep: number) => Promise<number>;
  /** Gives back what was reserved and not spent, and learns the true state of the bucket. */
  settle: (unspent: number, status: ThrottleStatus | null) => Promise<void>;
}

/** How to reach one shop. */
export interface Access {
  domain: string;
  fetch: Fetch;
  accessToken: () => Promise<string>;
  budget: Budget;
}

/** How a call is made. */
export interface Manner {
  /**
   * Called when points and token are there and nothing is sent yet; what it throws ends the call.
   */
  beforeSending?: () => Promise<void>;
  /** Points that were reserved for it before. */
  reserved?: number;
}

/** Speaks to one shop's Admin API within its budget. */
export interface AdminClient {
  /** Runs a document. @throws Failure: a throttle is a delay, a broken answer a stop. */
  run: <Result>(operation: Operation<Result>, manner?: Manner) => Promise<Result>;
  /**
   * Reserves points for a call to come, for whoever must not hold anything while waiting for them.
   *
   * @param keep points that have to be left for calls that matter more.
   * @returns 0 when they were reserved, else the milliseconds until there may be enough.
   */
  reserve: (points: number, keep: number) => Promise<number>;
  /** Gives back points that were reserved for a call that is not made. */
  giveBack: (points: number) => Promise<void>;
}

const UNAUTHORIZED = 401;
/** Waits for points up to this long; beyond it the job steps back instead. */
const PATIENCE_MS = 3_000;

/** A client for the Admin API of one shop. */
export function adminClient(access: Access): AdminClient {
  return {
    run: async <Result>(
      operation: Operation<Result>,
      { beforeSending, reserved = 0 }: Manner = {},
    ) => {
      const token = await accessTokenOf(access, operation.name);
      await reserve(access.budget, operation, operation.cost - reserved);
      await beforeSending?.();
      const answer = await send(access, operation, token);
      const cost = answer.extensions?.cost;
      const spent = cost?.actualQueryCost ?? (answer.errors ? 0 : operation.cost);
      await access.budget.settle(
        Math.max(operation.cost, reserved) - spent,
        cost?.throttleStatus ?? null,
      );
      return dataOf(answer, operation);
    },
    reserve: (points, keep) => access.budget.reserve(points, keep),
    giveBack: (points) => access.budget.settle(points, null),
  };
}

async function accessTokenOf(access: Access, name: string): Promise<string> {
  try {
    return await access.accessToken();
  } catch (error) {
    const { message, remedy } = toFailure(error, name);
    throw new Failure(message, remedy, { cause: error, undone: true });
  }
}

function dataOf<Result>(answer: Answer, { name, result, refused }: Operation<Result>): Result {
  const { errors = [] } = answer;
  const byField = errors.flatMap(({ path, message }) =>
    path?.[0] ? [[path[0], message] as const] : [],
  );
  const apart = refused !== undefined && answer.data != null && byField.length === errors.length;
  if (errors.length > 0 && !apart) throw ofErrors(answer, name);
  const refusals = byField.map(([field, message]) => [field, refused?.(message)] as const);
  const parsed = result.safeParse({ ...(answer.data as object), ...Object.fromEntries(refusals) });
  if (parsed.success) return parsed.data;
  throw final(`${name}: unexpected answer\n${z.prettifyError(parsed.error)}`);
}

async function reserve(
  budget: Budget,
  { name }: Operation<unknown>,
  missing: number,
): Promise<void> {
  if (missing <= 0) return;
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const wait = await budget.reserve(missing, 0);
    if (wait === 0) return;
    if (Date.now() + wait > deadline) throw delayed(`${name}: no points left`, wait, true);
    await sleep(wait);
  }
}

/** A token that another process has just replaced is refused: with the new one the call is repeated once. */
async function send(access: Access, operation: Operation<unknown>, token: string): Promise<Answer> {
  try {
    const response = await post(access, operation, token);
    if (response.status !== UNAUTHORIZED) return await read(response, operation.name);
    const current = await accessTokenOf(access, operation.name);
    return await read(
      current === token ? response : await post(access, operation, current),
      operation.name,
    );
  } catch (error) {
    throw toFailure(error, operation.name);
  }
}

function post(
  access: Access,
  { document, variables }: Operation<unknown>,
  token: string,
): Promise<Response> {
  return access.fetch(`https://${access.domain}/admin/api/${API_VERSION}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query: document, variables }),
  });
}

async function read(response: Response, name: string): Promise<Answer> {
  if (!response.ok) throw ofStatus(response.status, response.headers.get('retry-after'), name);
  return Answer.parse(await response.json());
}

function ofErrors({ errors = [], extensions }: Answer, name: string): Failure {
  const codes = new Set(errors.map((error) => error.extensions?.code));
  const cost = extensions?.cost;
  if (codes.has('THROTTLED') && cost) {
    const { currentlyAvailable, restoreRate } = cost.throttleStatus;
    const missing = cost.requestedQueryCost - currentlyAvailable;
    return delayed(
      `${name}: throttled`,
      Math.max(100, Math.ceil((missing / restoreRate) * 1000)),
      true,
    );
  }
  const message = `${name}: ${errors.map((error) => error.message).join('; ')}`;
  return codes.has('INTERNAL_SERVER_ERROR') ? retryable(message) : final(message);
}
