/** An amount as the Admin API writes it: a decimal text. */
export interface Money {
  amount: string;
  currencyCode: string;
}

export interface MoneyBag {
  shopMoney: Money;
}
