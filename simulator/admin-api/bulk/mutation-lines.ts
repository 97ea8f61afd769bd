import { open } from 'node:fs/promises';
import { parse, type DocumentNode } from 'graphql';
import split2 from 'split2';
import { diceOf, type Dice } from '../../generator/dice.ts';
import type { StagedFile } from '../../staged-uploads.ts';
import type { ApiContext } from '../context.ts';
import { perform } from '../perform.ts';
import type { BulkRow } from './operation.ts';
import type { SharedPace } from './pace.ts';

/** Lines are carried out in no order within so many. */
const WINDOW = 500;
const SEED = 1;

interface Line {
  /** From 0. */
  number: number;
  text: string;
}

interface Work {
  mutation: string;
  file: StagedFile;
  /** Lines to carry out at most. */
  most: number;
  context: ApiContext;
  pace: SharedPace;
  carriedOut: () => void;
}

/** Carries a mutation out with the variables of each line of a file: the lines of the result. */
export async function* mutationLines(work: Work, signal: AbortSignal): AsyncGenerator<BulkRow> {
  const document = parse(work.mutation);
  const dice = diceOf(SEED);
  let left = work.most;
  for await (const window of windowsOf(work.file)) {
    const lines = shuffled(window, dice).slice(0, left);
    while (lines.length > 0) {
      const turn = await work.pace.turn(lines.length, signal);
      for (const line of lines.splice(0, turn)) {
        const row = await resultOf(document, line, work.context);
        work.carriedOut();
        left -= 1;
        yield row;
      }
    }
    if (left === 0) return;
  }
}

async function* windowsOf({ file }: StagedFile): AsyncGenerator<Line[]> {
  let number = 0;
  let window: Line[] = [];
  for await (const text of textsOf(file)) {
    window.push({ number, text });
    number += 1;
    if (window.length < WINDOW) continue;
    yield window;
    window = [];
  }
  yield window;
}

async function* textsOf(file: string): AsyncGenerator<string> {
  const source = (await open(file)).createReadStream();
  try {
    yield* source.pipe(split2()) as AsyncIterable<string>;
  } finally {
    source.destroy();
  }
}

function shuffled<Item>(items: readonly Item[], dice: Dice): Item[] {
  return items
    .map((item) => ({ item, place: dice.between(0, 1) }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

async function resultOf(
  document: DocumentNode,
  { number, text }: Line,
  context: ApiContext,
): Promise<BulkRow> {
  const variables = variablesOf(text);
  const result = variables
    ? await perform(document, variables, context)
    : { errors: [{ message: 'The line is not a JSON object of variables.' }] };
  return { line: JSON.stringify({ ...result, __lineNumber: number }), root: true };
}

function variablesOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
