import type { Calendar } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { monthLives, type MonthLife } from '#app/store/month-lives.ts';

const BATCH = 2_000;

/** Every customer who has segments, by id. @param models whose timelines are wanted. */
export async function* livesOf(
  shop: Shop,
  dayIn: Calendar,
  models: readonly string[],
): AsyncGenerator<MonthLife> {
  let after: CustomerId | null = null;
  for (;;) {
    const lives: MonthLife[] = await monthLives(shop, after, BATCH, dayIn, models);
    after = lives.at(-1)?.id ?? null;
    if (after === null) return;
    yield* lives;
  }
}
