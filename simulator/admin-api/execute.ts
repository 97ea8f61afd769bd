import { GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql';
import type { AppAccess } from '../access.ts';
import type { Faults } from '../faults.ts';
import type { Flow } from '../flow/flow.ts';
import type { StagedUploads } from '../staged-uploads.ts';
import type { World } from '../world.ts';
import type { BulkOperations } from './bulk/operations.ts';
import { SharedPace } from './bulk/pace.ts';
import { runBulkMutation } from './bulk/run-mutation.ts';
import { cancelBulk, runBulkQuery } from './bulk/run-query.ts';
import { actualCost, requestedCost } from './cost.ts';
import type { ApiContext } from './context.ts';
import { perform } from './perform.ts';
import { adminSchema } from './schema.ts';
import type { Bucket, ThrottleStatus } from './throttle.ts';

const SINGLE_QUERY_CAP = 1_000;
const REMEMBERED = 300;

export interface GraphQLRequest {
  query: string;
  variables?: Record<string, unknown>;
}

/** What Shopify answers, as JSON. */
export interface GraphQLAnswer {
  data?: unknown;
  errors?: readonly object[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: ThrottleStatus;
    };
  };
}

/** Counts since the store was opened. */
export interface Stats {
  calls: number;
  points: number;
  throttles: number;
  /** Lines that bulk mutations carried out. */
  bulkLines: number;
}

interface Parts {
  world: World;
  access: AppAccess;
  bulk: BulkOperations;
  /** Lines a second of each bulk query. */
  bulkRate: number;
  /** Lines a second of all bulk mutations together. */
  mutationRate: number;
  uploads: StagedUploads;
  flow: Flow;
  faults: Faults;
  bucket: Bucket;
}

/** The Admin API of one store: validates, charges, executes. */
export class AdminApi {
  readonly stats: Stats = { calls: 0, points: 0, throttles: 0, bulkLines: 0 };
  readonly #bucket: Bucket;
  readonly #context: ApiContext;
  readonly #checked = new Map<string, Checked>();

  constructor({
    world,
    access,
    bulk,
    bulkRate,
    mutationRate,
    uploads,
    flow,
    faults,
    bucket,
  }: Parts) {
    this.#bucket = bucket;
    const querying = { operations: bulk, rate: bulkRate, breaks: () => faults.bulkBreaks() };
    const mutating = {
      operations: bulk,
      uploads,
      pace: new SharedPace(mutationRate),
      breaksAt: () => faults.mutationBreaksAt(),
      carriedOut: () => {
        this.stats.bulkLines += 1;
      },
    };
    this.#context = {
      world,
      access,
      uploads,
      flow,
      bulk: {
        get all() {
          return bulk.all;
        },
        get: (id) => bulk.get(id),
        run: (query) => runBulkQuery(query, this.#context, querying),
        mutate: (request) => runBulkMutation(request, this.#context, mutating),
        cancel: (id) => cancelBulk(id, bulk),
      },
    };
  }

  async answer({ query, variables = {} }: GraphQLRequest): Promise<GraphQLAnswer> {
    this.stats.calls += 1;
    const checked = this.#check(query);
    if ('errors' in checked) return checked;
    const cost = requestedCost(checked.document, variables);
    if (cost > SINGLE_QUERY_CAP) return tooDear(cost);
    if (!this.#bucket.take(cost)) return this.#throttled(cost);
    const result = await perform(checked.document, variables, this.#context);
    return this.#charged(result, checked.document, cost);
  }

  /** The answer of a store that has no points left, whatever it has. */
  throttled({ query, variables = {} }: GraphQLRequest): GraphQLAnswer {
    this.stats.calls += 1;
    const checked = this.#check(query);
    if ('errors' in checked) return checked;
    return this.#throttled(requestedCost(checked.document, variables));
  }

  /** Apps send the same texts again and again; the last few hundred are not checked anew. */
  #check(query: string): Checked {
    const known = this.#checked.get(query);
    if (known) return known;
    const checked = check(query);
    if (this.#checked.size >= REMEMBERED) this.#checked.clear();
    this.#checked.set(query, checked);
    return checked;
  }

  #charged(result: ExecutionResult, document: DocumentNode, requested: number): GraphQLAnswer {
    const actual = Math.min(requested, actualCost(document, result.data));
    this.#bucket.giveBack(requested - actual);
    this.stats.points += actual;
    const throttleStatus = this.#bucket.status();
    return {
      ...result,
      extensions: {
        cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus },
      },
    };
  }

  #throttled(requested: number): GraphQLAnswer {
    this.stats.throttles += 1;
    const throttleStatus = this.#bucket.status();
    return {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: {
        cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus },
      },
    };
  }
}

type Checked = { document: DocumentNode } | { errors: readonly object[] };

function check(query: string): Checked {
  try {
    const document = parse(query);
    const errors = validate(adminSchema(), document);
    return errors.length > 0 ? { errors } : { document };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function tooDear(cost: number): GraphQLAnswer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${SINGLE_QUERY_CAP})`;
  return {
    errors: [
      { message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: SINGLE_QUERY_CAP } },
    ],
  };
}
