import { expect, it } from 'vitest';
import { BEHAVIOURS } from './behaviours.ts';
import { RELATIONSHIP_KINDS } from './history.ts';
import { next } from './models/next.ts';

it('every kind of event that builds a relationship shows one of the four behaviours', () => {
  const shown = Object.values(BEHAVIOURS)
    .flat()
    .filter((kind) => !kind.startsWith('contract:'));
  expect(shown.toSorted()).toEqual(RELATIONSHIP_KINDS.toSorted());
  expect(Object.keys(BEHAVIOURS)).toEqual(next.states);
});
