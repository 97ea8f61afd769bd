/** Numbers as a scale writes them: short. */
export interface Short {
  number: (value: number) => string;
  money: (value: number) => string;
}

/** The short numbers of one language. */
export function shortIn(language: string, currency: string): Short {
  const notation = { notation: 'compact', maximumFractionDigits: 1 } as const;
  const number = new Intl.NumberFormat(language, notation);
  const money = new Intl.NumberFormat(language, { ...notation, style: 'currency', currency });
  return {
    number: (value) => number.format(value),
    money: (value) => money.format(value),
  };
}
