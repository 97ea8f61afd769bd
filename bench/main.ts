import { parseArgs } from 'node:util';
import type { Bench } from './lib/bench.ts';
import { analyze } from './analyze.ts';
import { backfill } from './backfill.ts';
import { intake } from './intake.ts';
import { pages } from './pages.ts';
import { orderToTag } from './order-to-tag.ts';
import { rebuild } from './rebuild.ts';
import { reports } from './reports.ts';
import { sweep } from './sweep.ts';
import { tagWriter } from './tag-writer.ts';

const BENCHES: Record<string, Bench> = {
  'tag-writer': tagWriter,
  intake,
  'order-to-tag': orderToTag,
  analyze,
  backfill,
  sweep,
  rebuild,
  pages,
  reports,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const [name] = positionals;
const bench = name === undefined ? undefined : BENCHES[name];
if (!bench) {
  if (name !== undefined) console.error(`there is no bench named ${name}`);
  for (const [known, { about }] of Object.entries(BENCHES))
    console.log(`${known.padEnd(14)} ${about}`);
  process.exit(name === undefined ? 0 : 1);
}
for await (const figure of bench.run(values.quick)) {
  const { aim, atMost, ratio, ...said } = figure;
  const ok = (aim === undefined || ratio >= aim) && (atMost === undefined || ratio <= atMost);
  console.log(
    JSON.stringify({
      bench: name,
      ...said,
      value: rounded(figure.value),
      floor: rounded(figure.floor),
      ratio: Math.round(ratio * 1000) / 1000,
      aim: wanted({ aim, atMost }),
      ok,
    }),
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function wanted({ aim, atMost }: { aim: number | undefined; atMost: number | undefined }) {
  if (aim !== undefined) return `>= ${aim}`;
  return atMost === undefined ? null : `<= ${atMost}`;
}
