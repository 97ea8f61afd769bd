import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  expired,
  newOperation,
  type BulkOperation,
  type BulkRow,
  type BulkType,
} from './operation.ts';
import { writeRows } from './write-rows.ts';

const CONCURRENT = 5;
const KEPT_MS = 7 * 86_400_000;

/** How an operation goes: well, refused for want of access, or broken off half way. */
export type BulkFate = 'ends' | 'denied' | 'breaks';

/** What an operation does. */
export interface BulkWork {
  type: BulkType;
  /** The text of the query or mutation. */
  query: string;
  fate: BulkFate;
  /** The lines of its result, as fast as they come; those before the break when it breaks off. */
  rows: (signal: AbortSignal) => AsyncIterable<BulkRow>;
}

interface Options {
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

/** Runs bulk operations in the background and keeps their results on disk for seven days. */
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

  /** Whether one more of this kind may run now. */
  hasRoom(type: BulkType): boolean {
    const running = this.all.filter((one) => one.type === type && one.completedAt === null);
    return running.length < CONCURRENT;
  }

  start(work: BulkWork): BulkOperation {
    this.#lastNumber += 1;
    const id = `gid://shopify/BulkOperation/${this.#lastNumber}`;
    const operation = newOperation(id, work.type, work.query, this.#options.now());
    const run = { operation, canceled: new AbortController() };
    const created = { ...operation };
    this.#runs.set(id, run);
    void this.#run(run, work, `${this.#lastNumber}.jsonl`);
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

  async #run(run: Run, { fate, rows }: BulkWork, name: string): Promise<void> {
    const { operation, canceled } = run;
    if (fate === 'denied') {
      this.#end(operation, 'FAILED', 'ACCESS_DENIED');
      return;
    }
    try {
      await this.#write(run, rows, name);
      const url = operation.objectCount === '0' ? null : this.#options.urlOf(name);
      if (fate === 'ends') operation.url = url;
      else operation.partialDataUrl = url;
      this.#end(operation, fate === 'ends' ? 'COMPLETED' : 'FAILED');
    } catch {
      if (this.#stopped.signal.aborted) return;
      this.#end(operation, canceled.signal.aborted ? 'CANCELED' : 'FAILED');
    }
  }

  async #write({ operation, canceled }: Run, rows: BulkWork['rows'], name: string): Promise<void> {
    const file = path.join(this.#folder, name);
    const signal = AbortSignal.any([this.#stopped.signal, canceled.signal]);
    const bytes = await writeRows(file, rows(signal), signal, (count, roots) => {
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
