import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Claims a demo's folder for this process: two demos on one store would stop each other's database.
 *
 * @returns gives the folder free again.
 * @throws Error that names the process which has it.
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'running');
  const holder = holderOf(file);
  if (holder !== null) {
    throw new Error(`a demo of this store is already running (process ${holder}): end it first`);
  }
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}
