import { expect, it } from 'vitest';
import { calledOf, searchOf } from './customer-names-query.ts';

it.each([
  ['山田', '山田*'],
  ['山田　花子', '山田* 花子*'],
  [' Ann-Marie  O’Neil ', 'Ann-Marie* O’Neil*'],
  ['tag:vip OR -tag:(x) "y"', 'tag* vip* tag* x* y*'],
  ['*', ''],
  ['  ', ''],
])('%s is searched for as %s', (text, query) => {
  expect(searchOf(text)).toBe(query);
});

it.each([
  [{ displayName: '花子 山田', firstName: '花子', lastName: '山田' }, '山田 花子'],
  [{ displayName: 'Ann Lee', firstName: 'Ann', lastName: 'Lee' }, 'Ann Lee'],
  [{ displayName: '山田', firstName: null, lastName: '山田' }, '山田'],
  [{ displayName: 'a@example.com', firstName: null, lastName: null }, 'a@example.com'],
])('%o is called %s', (named, called) => {
  expect(calledOf(named)).toBe(called);
});
