import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import packageJson from '../package.json' with { type: 'json' };
import type { Bench, Figure } from './lib/bench.ts';
import { ordersCsv } from './lib/orders-csv.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const REPORT_PEAK = path.join(import.meta.dirname, 'lib', 'report-peak.ts');
const PEAK_FD = 3;

/** A run of a program: how long it took and the most memory it held. */
interface Run {
  seconds: number;
  peakBytes: number;
}

/** `analyze` on a large file against only parsing that file with the same library. */
export const analyze: Bench = {
  about: 'time and memory of analyze against only parsing the same file',
  run: async function* (quick) {
    const size = quick
      ? { customers: 40_000, orders: 200_000 }
      : { customers: 200_000, orders: 1_000_000 };
    const file = await ordersCsv(size);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'kizuna-analyze-'));
    try {
      const floor = await best(() => measure(['bench/lib/bare-parse.ts', file]));
      const script = ['scripts/analyze.ts', file, '--out', folder];
      const run = await best(() => measure([...flagsOfAnalyze(), ...script]));
      yield* figures(size, run, floor);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function* figures({ orders, customers }: Size, run: Run, floor: Run): Generator<Figure> {
  const what = `${orders} orders of ${customers} customers, each program in a process of its own, the better of two runs`;
  yield {
    figure: 'analyze, rows per second',
    value: orders / run.seconds,
    floor: orders / floor.seconds,
    ratio: run.seconds / floor.seconds,
    atMost: 2.5,
    note: `${what}; the ratio is of times: ${run.seconds.toFixed(2)} s against ${floor.seconds.toFixed(2)} s`,
  };
  const bytes = (run.peakBytes - floor.peakBytes) / orders;
  yield {
    figure: 'analyze, bytes more per order at the peak',
    value: bytes,
    floor: 0,
    ratio: bytes / BYTES_WANTED,
    atMost: 1,
    note: `${what}; the ratio is to the ${BYTES_WANTED} bytes wanted: ${mib(run.peakBytes)} against ${mib(floor.peakBytes)}`,
  };
}

const BYTES_WANTED = 32;

interface Size {
  orders: number;
  customers: number;
}

async function best(run: () => Promise<Run>): Promise<Run> {
  const [one, other] = [await run(), await run()];
  return {
    seconds: Math.min(one.seconds, other.seconds),
    peakBytes: Math.min(one.peakBytes, other.peakBytes),
  };
}

async function measure(words: string[]): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', REPORT_PEAK, ...words], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const peak = json(child.stdio[PEAK_FD] as Readable);
  const [code] = (await once(child, 'exit')) as [number];
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
  return { seconds, peakBytes: (await peak) as number };
}

/** The flags of Node that `npm run analyze` sets. */
function flagsOfAnalyze(): string[] {
  return packageJson.scripts.analyze.split(' ').filter((word) => word.startsWith('--'));
}

function mib(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
