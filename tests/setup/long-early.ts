import { createHash } from 'node:crypto';
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes half a minute or more. */
const LONG = /^tests\/(browser|simulation|integration\/(demo|months|mutated-requests)\.)/;

/** Runs the files by chance, but none that takes long at the end, where it would run alone. */
export default class LongEarly extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root, sequence } = this.ctx.config;
    const places = files.map((file) => {
      const name = path.relative(root, file.moduleId);
      const chance = chanceOf(`${sequence.seed} ${name}`);
      return { file, place: LONG.test(name) ? chance / 2 : chance };
    });
    places.sort((one, other) => one.place - other.place);
    return Promise.resolve(places.map(({ file }) => file));
  }
}

/** In [0, 1), the same for the same text. */
function chanceOf(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() / 2 ** 32;
}
