import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

type Status = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED';

/** A bulk operation, as the Admin API shows it. */
export interface BulkOperation {
  id: string;
  status: Status;
  errorCode: string | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  url: string | null;
  partialDataUrl: string | null;
  type: 'QUERY';
  query: string;
}

/** A line of a result; children carry their parent's id inside. */
export interface BulkRow {
  line: string;
  root: boolean;
}

const CONCURRENT = 5;
const TICK_MS = 20;

interface Options {
  /** Lines a second. */
  rate: number;
  /** Address of a finished result. */
  urlOf: (file: string) => string;
  now: () => string;
}

/** Runs bulk queries in the background and keeps their results on disk. */
export class BulkOperations {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'kizuna-bulk-'));
  readonly #operations = new Map<string, BulkOperation>();
  readonly #stopped = new AbortController();
  readonly #options: Options;
  #lastNumber = 1000;

  constructor(options: Options) {
    this.#options = options;
  }

  get(id: string): BulkOperation | null {
    return this.#operations.get(id) ?? null;
  }

  fileOf(name: string): string {
    return path.join(this.#folder, path.basename(name));
  }

  /** How many more may run now. */
  get room(): number {
    const running = [...this.#operations.values()].filter(
      ({ completedAt }) => completedAt === null,
    );
    return CONCURRENT - running.length;
  }

  start(query: string, rows: Iterable<BulkRow>): BulkOperation {
    this.#lastNumber += 1;
    const operation: BulkOperation = {
      id: `gid://shopify/BulkOperation/${this.#lastNumber}`,
      status: 'CREATED',
      errorCode: null,
      createdAt: this.#options.now(),
      completedAt: null,
      objectCount: '0',
      rootObjectCount: '0',
      fileSize: null,
      url: null,
      partialDataUrl: null,
      type: 'QUERY',
      query,
    };
    this.#operations.set(operation.id, operation);
    this.#run(operation, rows, `${this.#lastNumber}.jsonl`).catch(() => {
      Object.assign(operation, {
        status: 'FAILED',
        errorCode: 'INTERNAL_SERVER_ERROR',
        completedAt: this.#options.now(),
      });
    });
    return operation;
  }

  stop(): void {
    this.#stopped.abort();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(operation: BulkOperation, rows: Iterable<BulkRow>, file: string): Promise<void> {
    const output = createWriteStream(this.fileOf(file));
    const started = performance.now();
    const allowed = () => ((performance.now() - started) / 1000) * this.#options.rate;
    let count = 0;
    let roots = 0;
    for (const { line, root } of rows) {
      while (count >= allowed()) await sleep(TICK_MS, undefined, { signal: this.#stopped.signal });
      if (!output.write(`${line}\n`)) await once(output, 'drain');
      count += 1;
      roots += Number(root);
      operation.status = 'RUNNING';
      operation.objectCount = String(count);
      operation.rootObjectCount = String(roots);
    }
    output.end();
    await once(output, 'close');
    operation.fileSize = String(output.bytesWritten);
    operation.url = count === 0 ? null : this.#options.urlOf(file);
    operation.completedAt = this.#options.now();
    operation.status = 'COMPLETED';
  }
}
