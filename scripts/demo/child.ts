import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MAX_RESTARTS = 20;

export interface Child {
  /** Rejects when the process ends although nobody stopped it (and it may not be started again). */
  ended: Promise<never>;
  stop: () => Promise<void>;
}

interface Options {
  script: string;
  args?: string[];
  env: Record<string, string>;
  logFile: string;
  /** Starts it again when it dies, as a process manager would. */
  supervised?: boolean;
}

/** Runs one of the project's programs as a process of its own. */
export function startChild({
  script,
  args = [],
  env,
  logFile,
  supervised = false,
}: Options): Child {
  let stopping = false;
  let restarts = 0;
  let process_: ChildProcess;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const launch = () => {
    const log = openSync(logFile, 'a');
    process_ = spawn(process.execPath, [path.join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    process_.once('exit', (code, signal) => {
      if (stopping) return;
      restarts += 1;
      if (supervised && restarts <= MAX_RESTARTS) launch();
      else reject(new Error(`${script} ended (${signal ?? `exit ${code}`}):\n${tail(logFile)}`));
    });
  };
  launch();
  ended.catch(() => undefined);
  return {
    ended,
    stop: async () => {
      stopping = true;
      if (process_.exitCode !== null || process_.signalCode !== null) return;
      const exited = new Promise((resolve) => process_.once('exit', resolve));
      process_.kill('SIGTERM');
      await exited;
    },
  };
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}
