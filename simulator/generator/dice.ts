import { base, en, Faker, ja } from '@faker-js/faker';

/** Seeded chance: the same seed throws the same numbers. */
export interface Dice {
  /** In [low, high). */
  between: (low: number, high: number) => number;
  /** A whole number in [low, high]. */
  whole: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  weighted: <T>(items: readonly { weight: number; value: T }[]) => T;
  lastName: () => string;
  firstName: () => string;
  city: () => string;
}

export function diceOf(seed: number): Dice {
  const faker = new Faker({ locale: [ja, en, base] });
  faker.seed(seed);
  return {
    between: (low, high) => faker.number.float({ min: low, max: high }),
    whole: (low, high) => faker.number.int({ min: low, max: high }),
    chance: (probability) => faker.datatype.boolean({ probability }),
    pick: (items) => faker.helpers.arrayElement(items),
    weighted: (items) => faker.helpers.weightedArrayElement([...items]),
    lastName: () => faker.person.lastName(),
    firstName: () => faker.person.firstName(),
    city: () => faker.location.city(),
  };
}
