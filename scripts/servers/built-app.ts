import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILT = path.join(ROOT, 'build/server/index.js');

/** Builds the app when there is no build, or one older than what it was made of. */
export function ensureBuilt(): void {
  const sources = globSync(['app/**/*.{ts,tsx}', 'vite.config.ts', 'package-lock.json'], {
    cwd: ROOT,
  });
  const newest = Math.max(...sources.map((file) => statSync(path.join(ROOT, file)).mtimeMs));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > newest) return;
  const remix = path.join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js');
  const env = { ...process.env, NODE_ENV: 'production' as const };
  execFileSync(process.execPath, [remix, 'vite:build'], { cwd: ROOT, env, stdio: 'pipe' });
}
