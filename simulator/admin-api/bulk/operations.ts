import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expired, newOperation, type BulkOperation, type BulkRow } from './operation.ts';
import { writeRows } from './write-rows.ts';

const CONCURRENT = 5;
const KEPT_MS = 7 * 86_400_000;

/** How an operation goes: well, refused for want of access, or broken off half way. */
export type BulkFate = 'ends' | 'denied' | 'breaks';

interface Options {
  /** Lines a second. */
  rate: number;
  /** Address of a finished result. */
  urlOf: (file: string) => string;
  now: () => string;
  /** Called when an operation has ended, however it did. */
  ended: (operation: BulkOperation) => void;
}

interface Run {
  operation: BulkOperation;
  canceled: AbortController;
}

/** Runs bulk queries in the background and keeps their results on disk for seven days. */
export class BulkOperations {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'kizuna-bulk-'));
  readonly #runs = new Map<string, Run>();
  readonly #expired = new Set<string>();
  readonly #stopped = new AbortController();
  readonly #options: Options;
  #lastNumber = 1000;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The operations, newest first. */
  get all(): BulkOperation[] {
    return [...this.#runs.values()].map(({ operation }) => this.#shown(operation)).reverse();
  }

  get(id: string): BulkOperation | null {
    const run = this.#runs.get(id);
    return run ? this.#shown(run.operation) : null;
  }

  /** The file of a result; null when there is none any more. */
  fileOf(name: string): string | null {
    const id = `gid://shopify/BulkOperation/${path.basename(name, '.jsonl')}`;
    const operation = this.get(id);
    const file = path.join(this.#folder, path.basename(name));
    const isOut = operation?.url ?? operation?.partialDataUrl;
    return isOut && existsSync(file) ? file : null;
  }

  /** How many more may run now. */
  get room(): number {
    return CONCURRENT - this.all.filter(({ completedAt }) => completedAt === null).length;
  }

  start(query: string, rows: Iterable<BulkRow>, fate: BulkFate): BulkOperation {
    this.#lastNumber += 1;
    const id = `gid://shopify/BulkOperation/${this.#lastNumber}`;
    const operation = newOperation(id, query, this.#options.now());
    const run = { operation, canceled: new AbortController() };
    const created = { ...operation };
    this.#runs.set(id, run);
    void this.#run(run, rows, fate, `${this.#lastNumber}.jsonl`);
    return created;
  }

  /** Begins to cancel; false when the operation has ended already. */
  cancel(id: string): boolean {
    const run = this.#runs.get(id);
    if (run?.operation.completedAt !== null) return false;
    run.operation.status = 'CANCELING';
    run.canceled.abort();
    return true;
  }

  /** Lets the results of all ended operations run out before their time. */
  expire(): number {
    const ended = this.all.filter(({ completedAt }) => completedAt !== null);
    for (const { id } of ended) this.#expired.add(id);
    return ended.length;
  }

  stop(): void {
    this.#stopped.abort();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #shown(operation: BulkOperation): BulkOperation {
    const { id, completedAt } = operation;
    const since = Date.parse(completedAt ?? this.#options.now());
    const isOld = Date.parse(this.#options.now()) - since > KEPT_MS;
    return isOld || this.#expired.has(id) ? expired(operation) : { ...operation };
  }

  async #run(run: Run, rows: Iterable<BulkRow>, fate: BulkFate, name: string): Promise<void> {
    const { operation, canceled } = run;
    if (fate === 'denied') {
      this.#end(operation, 'FAILED', 'ACCESS_DENIED');
      return;
    }
    try {
      await this.#write(run, fate === 'breaks' ? firstHalf(rows) : rows, name);
      const url = operation.objectCount === '0' ? null : this.#options.urlOf(name);
      if (fate === 'ends') operation.url = url;
      else operation.partialDataUrl = url;
      this.#end(operation, fate === 'ends' ? 'COMPLETED' : 'FAILED');
    } catch {
      if (this.#stopped.signal.aborted) return;
      this.#end(operation, canceled.signal.aborted ? 'CANCELED' : 'FAILED');
    }
  }

  async #write({ operation, canceled }: Run, rows: Iterable<BulkRow>, name: string): Promise<void> {
    const file = path.join(this.#folder, name);
    const signal = AbortSignal.any([this.#stopped.signal, canceled.signal]);
    const bytes = await writeRows(file, rows, this.#options.rate, signal, (count, roots) => {
      operation.status = 'RUNNING';
      operation.objectCount = String(count);
      operation.rootObjectCount = String(roots);
    });
    operation.fileSize = String(bytes);
  }

  #end(
    operation: BulkOperation,
    status: 'COMPLETED' | 'FAILED' | 'CANCELED',
    reason: BulkOperation['errorCode'] = 'INTERNAL_SERVER_ERROR',
  ): void {
    operation.status = status;
    operation.errorCode = status === 'FAILED' ? reason : null;
    operation.completedAt = this.#options.now();
    this.#options.ended({ ...operation });
  }
}

function firstHalf(rows: Iterable<BulkRow>): BulkRow[] {
  const all = [...rows];
  return all.slice(0, Math.ceil(all.length / 2));
}
