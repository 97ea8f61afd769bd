// First step of every npm script: installs what is missing, then runs the rest on the pinned Node.
// Plain JavaScript on built-ins only, for whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
);
const bin = path.join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';
const marker = path.join(root, 'node_modules', '.package-lock.json');

function fail(message) {
  console.error(message);
  process.exit(1);
}

function installed() {
  const client = path.join(root, 'node_modules', '.prisma', 'client', 'index.js');
  if (![path.join(bin, 'node'), marker, client].every((file) => existsSync(file))) return false;
  return statSync(marker).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs;
}

function install() {
  console.error('Installing packages (once, about a minute) …');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (status !== 0)
    fail(
      'npm ci failed: check that the npm registry can be reached, then run the same command again.',
    );
  if (existsSync(marker)) utimesSync(marker, new Date(), new Date());
}

/** What tests and benches need of the machine: a real Redis, a real browser, Japanese letters. */
const NEEDED = [
  {
    name: 'redis-server',
    there: () =>
      process.env.REDIS_SERVER ||
      spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0,
  },
  { name: 'chromium', there: () => existsSync('/usr/bin/chromium') },
  {
    name: 'fonts-noto-cjk',
    there: () => !existsSync('/usr/bin/apt-get') || existsSync('/usr/share/fonts/opentype/noto'),
  },
];

/** As root on Debian what is missing is installed here; elsewhere one line says what to do. */
function ensureMachine() {
  const missing = NEEDED.filter(({ there }) => !there()).map(({ name }) => name);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error(`Installing ${missing.join(', ')} (once) …`);
    const quiet = {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    if (spawnSync('apt-get', ['install', '-y', '-qq', ...missing], quiet).status === 0) return;
  }
  fail(
    `Tests and benches need ${missing.join(', ')}: install them (Debian: apt-get install ${missing.join(' ')}) and run the same command again.`,
  );
}

const words = process.argv.slice(2);
const flags = words.slice(
  0,
  words.findIndex((word) => !word.startsWith('--')),
);
const [program, ...args] = words.slice(flags.length);
if (!program) fail('usage: node scripts/run.mjs [flags of Node] <script.ts | program> [arguments]');
if (!installed()) install();
if (
  program === 'vitest' ||
  program === 'scripts/pictures.ts' ||
  program.startsWith('tests/') ||
  (program.startsWith('bench/') && args.length > 0)
)
  ensureMachine();

const node = path.join(bin, windows ? 'node.exe' : 'node');
const isScript = program.endsWith('.ts');
const child = spawn(
  isScript ? node : program,
  isScript ? [...flags, path.join(root, program), ...args] : args,
  {
    cwd: root,
    stdio: 'inherit',
    shell: windows && !isScript,
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`${program} cannot be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
