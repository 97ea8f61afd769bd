import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#scripts/servers/free-port.ts';
import { startPostgres } from '#scripts/servers/embedded-postgres.ts';
import { startRedis } from '#scripts/servers/redis-server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 10_000;

/** A process that can be killed at any moment and comes back. */
export interface Victim {
  /**
   * Waits until it is there, kills it without a word and lets it come back after `downMs`, which is
   * not waited for.
   *
   * @returns what exactly died.
   */
  kill: (downMs: number, how: How) => Promise<string>;
  /** Resolves once it is there again. */
  back: () => Promise<void>;
  stop: () => Promise<void>;
}

/** What a draw says beside whom and when. */
export interface How {
  /** Of PostgreSQL only one backend dies, not the postmaster; Redis loses all its data. */
  other: boolean;
  /** In [0, 1): which backend. */
  which: number;
}

/** PostgreSQL on a folder of its own with its ordinary, safe settings. */
export async function postgresVictim(folder: string): Promise<Victim & { url: string }> {
  const port = await freePort();
  let server = await startPostgres({ folder, port });
  let coming = Promise.resolve();
  return {
    url: server.url(),
    back: () => coming,
    kill: async (downMs, { other, which }) => {
      await coming;
      const backends = other ? childrenOf(server.pid) : [];
      const backend = backends[Math.floor(which * backends.length)];
      if (backend !== undefined) {
        killed(backend);
        return 'a backend of PostgreSQL';
      }
      killed(server.pid);
      coming = sleep(downMs).then(async () => {
        server = await persistently(() => startPostgres({ folder, port }));
      });
      return 'PostgreSQL';
    },
    stop: async () => {
      await coming;
      await server.stop();
    },
  };
}

/** Redis that appends every write to a file. */
export async function redisVictim(folder: string): Promise<Victim & { url: string }> {
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  let server = await startRedis({ port, folder });
  let coming = Promise.resolve();
  return {
    url: server.url,
    back: () => coming,
    kill: async (downMs, { other }) => {
      await coming;
      killed(server.pid);
      coming = sleep(downMs).then(async () => {
        if (other) rmSync(path.join(folder, 'appendonlydir'), { recursive: true, force: true });
        server = await startRedis({ port, folder });
      });
      return other ? 'Redis with its data' : 'Redis';
    },
    stop: async () => {
      await coming;
      server.stop();
    },
  };
}

interface ProgramOptions {
  name: string;
  script: string;
  env: Record<string, string>;
  logFile: string;
  /** Told when it ended although nobody had killed it; it is started again. */
  onFall: (reason: string) => void;
}

/** One of the project's own programs. It counts as there as soon as it is started: boots are killed too. */
export function programVictim({ name, script, env, logFile, onFall }: ProgramOptions): Victim {
  const expected = new WeakSet<ChildProcess>();
  let coming = Promise.resolve();
  const launch = (): ChildProcess => {
    const log = openSync(logFile, 'a');
    const started = spawn(process.execPath, [path.join(ROOT, script)], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    started.once('exit', (code, signal) => {
      if (expected.has(started)) return;
      onFall(`${name}: ${signal ?? `exit ${code}`}`);
      child = launch();
    });
    return started;
  };
  let child = launch();
  const end = async (signal: NodeJS.Signals) => {
    expected.add(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return {
    back: () => coming,
    kill: async (downMs) => {
      await coming;
      await end('SIGKILL');
      coming = sleep(downMs).then(() => {
        child = launch();
      });
      return name;
    },
    stop: async () => {
      await coming;
      const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await end('SIGTERM');
      clearTimeout(patience);
    },
  };
}

function killed(pid: number): void {
  process.kill(pid, 'SIGKILL');
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

/** What a killed postmaster leaves (busy backends, shared memory) may bar the next one for a while. */
async function persistently<T>(start: () => Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
}
