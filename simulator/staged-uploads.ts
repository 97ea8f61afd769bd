import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { numberOf } from './numbering.ts';
import type { ShopRecord } from './records.ts';

/** The largest file of variables. */
export const MAX_FILE = 100 * 1024 * 1024;

interface Parameter {
  name: string;
  value: string;
}

/** Where one file may be sent, and with what. */
export interface StagedTarget {
  url: string;
  resourceUrl: string;
  parameters: Parameter[];
}

/** A file that arrived. */
export interface StagedFile {
  file: string;
  lines: number;
}

/** Why a file was not taken, in the words of Google Cloud Storage. */
export class UploadError extends Error {
  readonly code: 'AccessDenied' | 'EntityTooLarge' | 'InvalidArgument' | 'MalformedPOSTRequest';

  constructor(code: UploadError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Takes files of variables for bulk mutations and keeps them as long as the store is open. */
export class StagedUploads {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'kizuna-uploads-'));
  readonly #targets = new Map<string, StagedTarget>();
  readonly #files = new Map<string, StagedFile>();
  readonly #url: string;
  readonly #shop: string;

  constructor(url: string, shop: ShopRecord) {
    this.#url = url;
    this.#shop = String(numberOf(shop.id));
  }

  /** Makes a place for one file. */
  target(filename: string, mimeType: string): StagedTarget {
    const key = `tmp/${this.#shop}/bulk/${randomUUID()}/${path.basename(filename)}`;
    const target = {
      url: this.#url,
      resourceUrl: new URL(encodeURI(key), this.#url).href,
      parameters: parametersOf(key, mimeType),
    };
    this.#targets.set(key, target);
    return target;
  }

  /**
   * Takes a form that holds the parameters of a target in their order and the file behind them.
   *
   * @returns the key of the file
   * @throws UploadError
   */
  async take(form: FormData): Promise<string> {
    const fields = [...form.entries()];
    const key = form.get('key');
    const target = typeof key === 'string' ? this.#targets.get(key) : undefined;
    if (typeof key !== 'string' || !target)
      throw new UploadError('AccessDenied', 'The key is not one that was given out.');
    const [name, file] = fields.at(-1) ?? [];
    if (name !== 'file' || !(file instanceof File))
      throw new UploadError('InvalidArgument', 'The last field must be the file.');
    if (!isAsGiven(fields.slice(0, -1), target.parameters))
      throw new UploadError('AccessDenied', 'The fields are not the parameters that were given.');
    if (file.size > MAX_FILE) throw tooLarge();
    this.#keep(key, Buffer.from(await file.arrayBuffer()));
    return key;
  }

  /** The file behind a key; null when none arrived. */
  file(key: string): StagedFile | null {
    return this.#files.get(key) ?? null;
  }

  stop(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #keep(key: string, content: Buffer): void {
    const file = path.join(this.#folder, `${this.#files.size}-${randomUUID()}.jsonl`);
    writeFileSync(file, content);
    this.#files.set(key, { file, lines: linesIn(content) });
  }
}

export function tooLarge(): UploadError {
  return new UploadError(
    'EntityTooLarge',
    'Your proposed upload exceeds the maximum allowed object size.',
  );
}

function parametersOf(key: string, mimeType: string): Parameter[] {
  const values = {
    'Content-Type': mimeType,
    success_action_status: '201',
    acl: 'private',
    key,
    'x-goog-date': '20261031T000000Z',
    'x-goog-credential': 'simulated/20261031/auto/storage/goog4_request',
    'x-goog-algorithm': 'GOOG4-RSA-SHA256',
    'x-goog-signature': randomBytes(32).toString('hex'),
    policy: randomBytes(32).toString('base64'),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function isAsGiven(fields: [string, FormDataEntryValue][], parameters: Parameter[]): boolean {
  return (
    fields.length === parameters.length &&
    parameters.every(({ name, value }, place) => {
      const [sentName, sentValue] = fields[place] ?? [];
      return sentName === name && sentValue === value;
    })
  );
}

/** The last one may go without a line break. */
function linesIn(content: Buffer): number {
  let breaks = 0;
  for (let at = content.indexOf(10); at !== -1; at = content.indexOf(10, at + 1)) breaks += 1;
  return content.length === 0 || content.at(-1) === 10 ? breaks : breaks + 1;
}
