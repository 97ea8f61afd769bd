import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres, type EmbeddedPostgres } from '#scripts/servers/embedded-postgres.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/servers/embedded-postgres.ts');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kizuna-pg-'));
});

afterEach(async () => {
  const running = await startPostgres({ folder });
  await running.stop();
  rmSync(folder, { recursive: true });
});

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  try {
    return (await client.query<object>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the server from a process that is killed right after; gives the server's process id. */
async function startedByOneWhoDied(prefix: string[] = []): Promise<number> {
  const program = `
    const { startPostgres } = await import(${JSON.stringify(SCRIPT)});
    const { pid } = await startPostgres({ folder: ${JSON.stringify(folder)} });
    console.log(process.getuid(), pid);
    process.kill(process.pid, 'SIGKILL');`;
  const command = [...prefix, process.execPath, '--input-type=module', '-e', program];
  const child = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const [uid, pid] = output.trim().split(' ').map(Number);
  if (prefix.length > 0) expect(uid).toBe(1000);
  return pid!;
}

describe('embedded PostgreSQL', () => {
  it('keeps its data over a stop', async () => {
    const first = await startPostgres({ folder });
    await query(first, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await startPostgres({ folder });
    expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('is adopted when the process that started it was killed', async () => {
    const pid = await startedByOneWhoDied();
    const adopted = await startPostgres({ folder });
    expect(adopted.pid).toBe(pid);
    expect(await query(adopted, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('comes back with its data after it was killed itself', async () => {
    const first = await startPostgres({ folder });
    await query(first, 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');
    const second = await startPostgres({ folder });
    expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('is not taken in by files that were half made', async () => {
    mkdirSync(path.join(folder, 'data.part'));
    writeFileSync(path.join(folder, 'data.part', 'PG_VERSION'), '18');
    const server = await startPostgres({ folder });
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(path.join(folder, 'data.part'))).toBe(false);
  });

  it('runs for an ordinary user', async () => {
    const ordinary = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
    const pid = await startedByOneWhoDied(process.getuid?.() === 0 ? ordinary : []);
    expect((await startPostgres({ folder })).pid).toBe(pid);
  });

  it('asks for its password', async () => {
    const server = await startPostgres({ folder });
    const { port } = new URL(server.url());
    const stranger = new pg.Client({
      host: '127.0.0.1',
      port: Number(port),
      user: 'postgres',
      password: 'guess',
    });
    await expect(stranger.connect()).rejects.toThrow('password authentication failed');
    expect(server.url()).toContain(readFileSync(path.join(folder, 'password'), 'utf8'));
  });

  it('says where to look when it cannot be started', async () => {
    const sound = await startPostgres({ folder });
    await sound.stop();
    const settings = { shared_buffers: 'nonsense' };
    await expect(startPostgres({ folder, settings })).rejects.toThrow(/does not start: read .*log/);
  });
});

describe('migrate', () => {
  it('says in one line what is missing', async () => {
    const script = path.resolve(import.meta.dirname, '../../scripts/migrate.ts');
    const env = { ...process.env, DATABASE_URL: '' };
    const failed = await promisify(execFile)(process.execPath, [script], { env }).then(
      () => null,
      (error: unknown) => error as { code: number; stderr: string },
    );
    expect(failed?.code).toBe(1);
    expect(failed?.stderr.trim().split('\n')).toEqual([expect.stringContaining('DATABASE_URL')]);
  });
});
