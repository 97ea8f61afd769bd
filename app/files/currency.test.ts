import { describe, expect, it } from 'vitest';
import { CurrencyWatch } from './currency.ts';

describe('CurrencyWatch', () => {
  it('takes the first currency of the file, whatever its case', () => {
    const watch = new CurrencyWatch(null);
    expect(watch.currency).toBeNull();
    expect(['', 'jpy', 'JPY', ''].map((text) => watch.objectionTo(text))).toEqual(
      Array(4).fill(null),
    );
    expect(watch.currency).toBe('JPY');
    expect(watch.objectionTo('USD')).toBe(
      'currency USD contradicts JPY, which the file names first',
    );
    expect(watch.objectionTo('JPY')).toBeNull();
  });

  it('holds the file to the currency that was asked for', () => {
    const watch = new CurrencyWatch(' eur ');
    expect(watch.currency).toBe('EUR');
    expect(watch.objectionTo('EUR')).toBeNull();
    expect(watch.objectionTo('jpy')).toBe('currency JPY contradicts EUR, which was asked for');
  });

  it('knows no currency beyond ISO 4217, and does not take one for the first', () => {
    const watch = new CurrencyWatch(null);
    expect(watch.objectionTo('円')).toBe('"円" is not a currency of ISO 4217');
    expect(watch.objectionTo('JPX')).toBe('"JPX" is not a currency of ISO 4217');
    expect(watch.currency).toBeNull();
  });
});
