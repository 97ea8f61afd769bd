import { expect, it } from 'vitest';
import { partOf } from './send-file.ts';

it.each([
  [undefined, null],
  ['bytes=0-', { start: 0, end: 9 }],
  ['bytes=4-', { start: 4, end: 9 }],
  ['bytes=9-', { start: 9, end: 9 }],
  ['bytes=10-', 'beyond'],
  ['bytes=2-5', { start: 2, end: 5 }],
  ['bytes=2-99', { start: 2, end: 9 }],
  ['bytes=5-2', null],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=-0', 'beyond'],
  ['bytes=-', null],
  ['bytes=1-2,4-5', null],
  ['lines=1-2', null],
])('of ten bytes, %s asks for %o', (header, part) => {
  expect(partOf(header, 10)).toEqual(part);
});
