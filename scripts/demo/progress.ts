import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';

const POLL_MS = 150;

/** How far a stage is. */
export interface Measure {
  done: number;
  total: number;
  finished: boolean;
}

/** Shows a stage as a bar until it is finished; without a terminal as a line now and then. */
export async function watchStage(title: string, measure: () => Promise<Measure>): Promise<void> {
  const bar = new SingleBar(
    {
      format: `${title.padEnd(24)} {bar} {value}/{total}  {duration}s`,
      stream: process.stdout,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
      hideCursor: true,
      stopOnComplete: false,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
  bar.start(0, 0);
  for (;;) {
    const { done, total, finished } = await measure();
    bar.setTotal(total);
    bar.update(done);
    if (finished) break;
    await sleep(POLL_MS);
  }
  bar.stop();
}
