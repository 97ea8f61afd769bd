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
const { store, database, faults, ...shown } = outcome;
console.log(JSON.stringify({ ...shown, differences: differences.length }, null, 2));
for (const difference of differences) console.error(difference);
process.exit(differences.length === 0 ? 0 : 1);

/** Every difference in a line of its own. */
function differencesOf({ store, database, faults, fell }: Outcome): string[] {
  const kinds = ['orders', 'customers', 'products'] as const;
  const records = kinds.flatMap((kind) => {
    const ids = new Set([...Object.keys(store[kind]), ...Object.keys(database[kind])]);
    return [...ids].flatMap((id) => unlike(`${kind} ${id}`, store[kind][id], database[kind][id]));
  });
  return [
    ...records,
    ...unlike('lines', store.lines, database.lines),
    ...unlike('reviewers', store.reviewers, database.reviewers),
    ...Object.entries(faults).flatMap(([kind, list]) => list.map((one) => `${kind}: ${one}`)),
    ...fell.map((one) => `ended by itself: ${one}`),
  ];
}

function unlike(what: string, inStore: unknown, inDatabase: unknown): string[] {
  const [left, right] = [sorted(inStore), sorted(inDatabase)];
  return left === right ? [] : [`${what}: the store has ${left}, the database ${right}`];
}

/** As text, whatever the order of its keys. */
function sorted(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
