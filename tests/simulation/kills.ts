import { parseArgs } from 'node:util';
import { surviveKills, type Outcome } from '../setup/kills.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    customers: { type: 'string', default: '300' },
  },
});
const outcome = await surviveKills({
  kills: Number(values.kills),
  seed: Number(values.seed),
  customers: Number(values.customers),
  onProgress: (text) => {
    console.log(text);
  },
});
const differences = differencesOf(outcome);
const { kills, moments, deeds, counts, seconds } = outcome;
const shown = { kills, moments, deeds, ...counts, seconds, differences: differences.length };
console.log(JSON.stringify(shown, null, 2));
for (const difference of differences) console.error(difference);
process.exit(differences.length === 0 ? 0 : 1);

/** Every difference in a line of its own. */
function differencesOf({ store, database, faults, fell }: Outcome): string[] {
  const kinds = ['orders', 'customers', 'products'] as const;
  return [
    ...kinds.flatMap((kind) => unlike(kind, store[kind], database[kind])),
    ...unlike('lines', store.lines, database.lines),
    ...unlike('reviewers', store.reviewers, database.reviewers),
    ...Object.entries(faults).flatMap(([kind, list]) => list.map((one) => `${kind}: ${one}`)),
    ...fell.map((one) => `ended by itself: ${one}`),
  ];
}

/** A line for every field that differs. */
function unlike(what: string, inStore: unknown, inDatabase: unknown): string[] {
  if (isRecord(inStore) && isRecord(inDatabase)) {
    const fields = new Set([...Object.keys(inStore), ...Object.keys(inDatabase)]);
    return [...fields].flatMap((one) => unlike(`${what} ${one}`, inStore[one], inDatabase[one]));
  }
  const [left, right] = [JSON.stringify(inStore), JSON.stringify(inDatabase)];
  return left === right ? [] : [`${what}: the store has ${left}, the database ${right}`];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
