import { CATALOGUE, itemOf, type Item } from './catalogue.ts';
import type { Dice } from './dice.ts';

const DAY_MS = 86_400_000;
const YEAR = 365;

/** One intended purchase. */
export interface Basket {
  /** Epoch milliseconds. */
  at: number;
  lines: { item: Item; quantity: number }[];
  /** Share of the price taken off, as for those who buy by subscription. */
  discount: number;
}

/** How one kind of customer buys from the first day on, until `end`. */
type Habit = (dice: Dice, first: number, end: number) => Basket[];

const MAIN = CATALOGUE.filter((item) => item.tags.includes('main'));

/** Comes once, for the trial set or for one thing. */
const once =
  (choose: (dice: Dice, at: number) => Basket['lines']): Habit =>
  (dice, first) => [{ at: first, lines: choose(dice, first), discount: 0 }];

/** Comes again after `gap` days or so, and stays away for good with chance `leaves` each time. */
function repeating(
  gap: (dice: Dice) => number,
  leaves: number,
  choose: (dice: Dice, at: number) => Basket['lines'],
  discount = 0,
): Habit {
  return (dice, first, end) => {
    const baskets: Basket[] = [];
    for (let at = first; at < end; at += gap(dice) * DAY_MS) {
      baskets.push({ at, lines: choose(dice, at), discount });
      if (dice.chance(leaves)) break;
    }
    return baskets;
  };
}

const onlyTrial = () => [{ item: itemOf('trial'), quantity: 1 }];
const someMain = (dice: Dice) => {
  const item = dice.pick(MAIN);
  const second = dice.pick(MAIN);
  const one = [{ item, quantity: dice.chance(0.15) ? 2 : 1 }];
  return second !== item && dice.chance(0.35) ? [...one, { item: second, quantity: 1 }] : one;
};
const ofSeason = (dice: Dice, at: number) => {
  const month = new Date(at + 9 * 3_600_000).getUTCMonth() + 1;
  const inSeason = CATALOGUE.filter((item) => item.months?.includes(month));
  return inSeason.length > 0
    ? [{ item: dice.pick(inSeason), quantity: dice.whole(1, 2) }]
    : someMain(dice);
};
const gifts = (dice: Dice) => [{ item: itemOf('gift'), quantity: dice.whole(4, 20) }];

/** Tries first, and goes on some weeks later. */
const afterTrial =
  (rest: Habit): Habit =>
  (dice, first, end) => {
    const again = first + dice.between(9, 45) * DAY_MS;
    return [{ at: first, lines: onlyTrial(), discount: 0 }, ...rest(dice, again, end)];
  };

/** Buys the same thing every month or two, at a tenth off. */
const likeSubscriber: Habit = (dice, first, end) => {
  const item = dice.pick(MAIN);
  const days = dice.weighted([
    { weight: 7, value: 30 },
    { weight: 3, value: 60 },
  ]);
  const same = () => [{ item, quantity: 1 }];
  return repeating((d) => days + d.between(-3, 4), 0.05, same, 0.1)(dice, first, end);
};

/** Kinds of customers and how many of a hundred are of each. */
export const HABITS: readonly { weight: number; value: Habit }[] = [
  { weight: 25, value: once(onlyTrial) },
  { weight: 13, value: once(someMain) },
  { weight: 17, value: repeating((dice) => YEAR + dice.between(-25, 40), 0.4, ofSeason) },
  { weight: 17, value: repeating((dice) => dice.between(60, 330), 0.35, someMain) },
  { weight: 14, value: afterTrial(repeating((dice) => dice.between(45, 110), 0.28, someMain)) },
  { weight: 4, value: afterTrial(likeSubscriber) },
  { weight: 6, value: likeSubscriber },
  { weight: 2, value: repeating((dice) => YEAR / 2 + dice.between(-12, 12), 0.25, gifts) },
  { weight: 2, value: () => [] },
];
