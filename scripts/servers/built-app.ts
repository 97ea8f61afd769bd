import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILT = path.join(ROOT, 'build/server/index.js');
const EXTENSIONS = path.join(ROOT, 'build/extensions/customer-block.js');

/** Builds the app and its extensions when there is no build, or one older than what it was made of. */
export function ensureBuilt(): void {
  if (isOlder(BUILT, ['app/**/*.{ts,tsx}', 'vite.config.ts', 'package-lock.json'])) {
    run(path.join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build');
  }
  if (isOlder(EXTENSIONS, ['extensions/*/{src,locales}/*', 'extensions/*/*.toml'])) {
    run(path.join(ROOT, 'scripts/build-extensions.ts'));
  }
}

function isOlder(built: string, patterns: string[]): boolean {
  if (!existsSync(built)) return true;
  const sources = globSync(patterns, { cwd: ROOT });
  const newest = Math.max(...sources.map((file) => statSync(path.join(ROOT, file)).mtimeMs));
  return statSync(built).mtimeMs <= newest;
}

function run(...command: string[]): void {
  const env = { ...process.env, NODE_ENV: 'production' as const };
  execFileSync(process.execPath, command, { cwd: ROOT, env, stdio: 'pipe' });
}
