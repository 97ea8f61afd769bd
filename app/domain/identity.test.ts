import { describe, expect, it } from 'vitest';
import { marksOf, type Contact } from './identity.ts';

const NOBODY: Contact = { email: null, phone: null, firstName: null, lastName: null, zip: null };
const textOf = (contact: Partial<Contact>) => marksOf({ ...NOBODY, ...contact })[0]?.text;

describe('marks of a person', () => {
  it.each([
    ['sakura@example.jp', 'sakura@example.jp'],
    ['  Sakura@Example.JP ', 'sakura@example.jp'],
    ['sakura+shop@example.jp', 'sakura@example.jp'],
    ['ｓａｋｕｒａ＠ｅｘａｍｐｌｅ．ｊｐ', 'sakura@example.jp'],
    ['sa.kura@example.jp', 'sa.kura@example.jp'],
    ['+@example.jp', undefined],
    ['sakura', undefined],
    ['a@b@c', undefined],
    ['', undefined],
  ])('e-mail %s is %s', (email, mark) => {
    expect(textOf({ email })).toBe(mark);
  });

  it.each([
    ['090-1234-5678', '9012345678'],
    ['+81 90 1234 5678', '9012345678'],
    ['+81 (0)90-1234-5678', '9012345678'],
    ['０９０ー１２３４ー５６７８', '9012345678'],
    ['010-81-90-1234-5678', '9012345678'],
    ['03-1234-5678', '312345678'],
    ['+81 3 1234 5678', '312345678'],
    ['+1 (812) 555-0123', '8125550123'],
    ['812 555 0123', '8125550123'],
    ['+44 20 7946 0958', '2079460958'],
    ['0000000000', undefined],
    ['12345', undefined],
    ['なし', undefined],
  ])('telephone %s is %s', (phone, mark) => {
    expect(textOf({ phone })).toBe(mark);
  });

  it.each([
    [['田中', 'さくら', '150-0041'], '田中さくら|1500041'],
    [['田中　さくら', '', '１５０−００４１'], '田中さくら|1500041'],
    [[' 田中', 'さくら ', '150ー0041'], '田中さくら|1500041'],
    [['サトー', 'ﾏｰｸ', '〒1500041'], 'サト-マ-ク|1500041'],
    [['サト-', 'マ‐ク', '1500041'], 'サト-マ-ク|1500041'],
    [['Smith-Jones', 'ANN', 'sw1a 1aa'], 'smith-jonesann|sw1a1aa'],
    [['Ｓｍｉｔｈ–Jones', 'Ann', 'SW1A1AA'], 'smith-jonesann|sw1a1aa'],
    [['田中', 'さくら', ''], undefined],
    [['', ' ', '150-0041'], undefined],
    [['田中', 'さくら', '-'], undefined],
  ] as const)('name and postcode %j are %s', ([lastName, firstName, zip], mark) => {
    expect(textOf({ lastName, firstName, zip })).toBe(mark);
  });

  it('are told apart by kind; what is missing is none', () => {
    const contact = { ...NOBODY, email: 'a@b.jp', phone: '03-1234-5678', lastName: '林', zip: '1' };
    expect(marksOf(contact).map(({ kind }) => kind)).toEqual(['email', 'phone', 'name-zip']);
    expect(marksOf(NOBODY)).toEqual([]);
  });
});
