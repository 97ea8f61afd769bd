import { describe, expect, it } from 'vitest';
import { compare, minus, priceText, sum, times } from './money.ts';

describe('amounts', () => {
  it('add up exactly, in the form Shopify gives them', () => {
    expect(sum('0.1', '0.2')).toBe('0.3');
    expect(sum('6800', '550.0')).toBe('7350.0');
    expect(sum('1.10', minus('1.1'))).toBe('0.0');
    expect(sum('0.05', minus('1'))).toBe('-0.95');
    expect(times('19.99', 3)).toBe('59.97');
    expect(sum('90071992547409931.25', '0.5')).toBe('90071992547409931.75');
  });

  it('compare by value', () => {
    expect(['1.0', '2', '1.00'].map((other) => compare('1', other))).toEqual([0, -1, 0]);
  });

  it('have the decimals of their currency in REST shapes, and no digit less than they have', () => {
    const text = (amount: string, currencyCode: string) => priceText({ amount, currencyCode });
    expect(text('6800.0', 'JPY')).toBe('6800');
    expect(text('388', 'USD')).toBe('388.00');
    expect(text('388.125', 'USD')).toBe('388.125');
    expect(text('1.5', 'KWD')).toBe('1.500');
  });
});
