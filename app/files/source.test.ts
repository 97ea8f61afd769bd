import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOnDisk, type FileSource } from './source.ts';

async function textOf(source: FileSource): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('fileOnDisk', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kizuna-files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('can be read from its start again and again', async () => {
    const path = join(folder, 'orders.csv');
    await writeFile(path, 'a,b\n1,2\n');
    const source = await fileOnDisk(path);
    expect(source).toMatchObject({ name: path, size: 8 });
    expect(await textOf(source)).toBe('a,b\n1,2\n');
    expect(await textOf(source)).toBe('a,b\n1,2\n');
  });

  it('refuses what is missing and what is no file', async () => {
    const missing = join(folder, 'missing.csv');
    await expect(fileOnDisk(missing)).rejects.toMatchObject({
      name: 'BadFile',
      message: `${missing} does not exist: check the path`,
    });
    await expect(fileOnDisk(folder)).rejects.toThrow(`${folder} is not a file`);
  });
});
