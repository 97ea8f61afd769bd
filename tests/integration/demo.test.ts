import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePortsFrom } from '#scripts/servers/free-port.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function demo(...args: string[]): Promise<Outcome> {
  const port = await freePortsFrom(3);
  const command = ['scripts/demo.ts', '--once', '--port', String(port), ...args];
  const env = { ...process.env, DATABASE_URL: '', REDIS_URL: '' };
  return promisify(execFile)(process.execPath, command, { cwd: ROOT, env }).then(
    (output) => ({ code: 0, ...output }),
    (error: unknown) => error as Outcome,
  );
}

describe('npm run demo -- --once', () => {
  it('ends ready with its own check, and writes nothing a second time', async () => {
    const small = ['--customers', '90', '--seed', '41'];
    const first = await demo('--fresh', ...small);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/checked 90 customers: \d+ carry \d+ tags, 0 wrong/);
    expect(first.stdout.trimEnd().split('\n').at(-1)).toBe('ready');
    const second = await demo(...small);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain(', 0 Admin API calls, 0 points spent');
  });

  it("takes a store's own data", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kizuna-data-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const { orders } = generateStore({ customers: 40, seed: 2 });
    const lines = orders.map(({ id, processedAt, customer, totalPriceSet, cancelledAt }) =>
      JSON.stringify({ id, processedAt, customer, totalPriceSet, cancelledAt }),
    );
    writeFileSync(path.join(folder, 'orders.jsonl'), lines.join('\n'));
    const { code, stdout } = await demo('--data', folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/carry \d+ tags, 0 wrong/);
  });

  it.each([
    [['--customers', 'many'], /^--customers: .*number/],
    [['--data', '/nowhere'], /^--data: is not a folder/],
    [['--what'], /Unknown option '--what'/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, stderr } = await demo(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });

  it('says when its port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const { port } = server.address() as { port: number };
    const { code, stderr } = await demo(
      '--customers',
      '5',
      '--seed',
      '42',
      '--port',
      String(port - 2),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/port \d+ is taken: choose others with --port/);
  });
});
