import { SingleBar } from 'cli-progress';
import { analyseFile, BadFiles, type FileAnalysis } from '#app/analysis/file-analysis.ts';
import { BadSettings } from '#app/analysis/settings-file.ts';
import { BadFile } from '#app/files/bad-file.ts';
import { analyzeOptions, UsageError } from './analyze/options.ts';
import { writeResults } from './analyze/result-folder.ts';

const BAD_INPUT = 2;
/** So many bad rows are named. */
const NAMED = 20;

/** Segments a file of orders without Shopify or a database. */
async function main(): Promise<void> {
  const { out, ...options } = await analyzeOptions(process.argv.slice(2));
  const bar = new SingleBar({
    format: '{bar} {percentage} % of {file}',
    stream: process.stderr,
    noTTYOutput: false,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(options.orders.size ?? 0, 0, { file: options.orders.name });
  const file = await analyseFile({
    ...options,
    onProgress: (bytes) => {
      bar.update(bytes);
    },
  }).finally(() => {
    bar.stop();
  });
  if (out !== null) await writeResults(file, out);
  else await printOverview(file, options.orders.name);
}

/** What draws and words the overview is loaded only when it is wanted. */
async function printOverview(file: FileAnalysis, name: string): Promise<void> {
  const { overviewOf, terminalLocale } = await import('./analyze/overview.ts');
  console.log(overviewOf(file, name, terminalLocale(process.env)));
}

function explain(error: unknown): void {
  if (error instanceof BadFiles) printBadFiles(error.files);
  else if (error instanceof BadFile || error instanceof UsageError) console.error(error.message);
  else if (error instanceof BadSettings) {
    console.error(`the settings cannot be used; correct them and run again:\n${error.message}`);
  } else throw error;
}

/** The first bad rows of all files; the others are only counted. */
function printBadFiles(files: readonly BadFile[]): void {
  let named = 0;
  for (const { message, rows, count } of files) {
    console.error(count > 0 ? `${message}; nothing was written. Correct and run again:` : message);
    const shown = rows.slice(0, NAMED - named);
    for (const { line, reason } of shown) console.error(`line ${line}: ${reason}`);
    if (count > shown.length) console.error(`and ${count - shown.length} more`);
    named += shown.length;
  }
}

try {
  await main();
} catch (error) {
  explain(error);
  process.exitCode = BAD_INPUT;
}
