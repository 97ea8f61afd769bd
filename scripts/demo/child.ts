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
  /** When given, it is started again when it dies, as a process manager would, and this is told. */
  onRestart?: (reason: string) => void;
}

/**
 * Runs one of the project's programs as a process of its own. It ends with this process, however
 * that ends: the channel between them breaks.
 */
export function startChild({ script, args = [], env, logFile, onRestart }: Options): Child {
  let stopping = false;
  let restarts = 0;
  let child: ChildProcess;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const launch = () => {
    const log = openSync(logFile, 'a');
    child = spawn(process.execPath, [path.join(ROOT, script), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    child.once('exit', (code, signal) => {
      if (stopping) return;
      restarts += 1;
      const reason = signal ?? `exit ${code}`;
      if (onRestart && restarts <= MAX_RESTARTS) {
        onRestart(reason);
        launch();
      } else {
        reject(new Error(`${script} ended (${reason}):\n${tail(logFile)}`));
      }
    });
  };
  launch();
  ended.catch(() => undefined);
  return {
    ended,
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}
