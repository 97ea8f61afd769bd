import { outcomeOf } from './buying-years.ts';
import { churnLtv, grossMarginLtv } from './ltv.ts';
import { MoneySum } from './money-sum.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';
import { valueFactors } from './value-factors.ts';
import { WORTH_AGES, type WorthRow } from './worth-row.ts';
import { valueSum, type ValueSum } from './value-per-customer.ts';

/** A sum per head; the value is null without anybody. Minor units. */
export interface PerHead {
  customers: number;
  sum: number;
  value: number | null;
}

/** Lifetime value of some customers in every way that has a name (domain.md A4.4); minor units. */
export interface Worth {
  customers: number;
  /** Cumulative sales per customer. */
  cumulative: PerHead;
  /** Seed 000: アクティブ期間 × 購入回数 × 購入単価, of the customers with two order days at least. */
  factors: {
    customers: number;
    activeYears: number | null;
    ordersPerYear: number | null;
    orderValue: number | null;
    value: number | null;
  };
  /** Unit price × frequency a year ÷ annual churn, all of the last 365 days. */
  churn: {
    orderValue: number | null;
    ordersPerYear: number | null;
    annualChurn: Ratio;
    value: number | null;
  };
  /** Gross profit ÷ sales of the orders whose costs are known, and cumulative sales × this rate. */
  margin: { rate: Ratio; value: number | null };
  /** (Sales − cost of goods) ÷ buyers of the last 365 days whose costs are all known. */
  yearProfit: PerHead & { unknown: number };
  /** RetentionX: net revenue − cost of goods so far, of the customers whose costs are all known. */
  profit: PerHead & { unknown: number };
  /** Cumulative sales so many days after the first order, of the customers who are that old. */
  byAge: (PerHead & { days: number })[];
  /** 年間LTV, now and a year before. */
  annual: PerHead;
  annualBefore: PerHead;
  /** 維持客, 復活客 and 新規: sales of the last 365 days. */
  retained: PerHead;
  revived: PerHead;
  new: PerHead;
  /** Seed 003: cumulative sales of CPM現役. */
  continuing: PerHead;
}

/** The worth of customers, whole or of one group. */
export function worthTally(): Tally<WorthRow, Worth> {
  const sums = new WorthSums();
  return {
    add: (row) => {
      sums.add(row);
    },
    result: () => sums.result(),
  };
}

const OUTCOMES = ['retained', 'revived', 'new'] as const;

class WorthSums {
  readonly #cumulative = valueSum();
  readonly #continuing = valueSum();
  readonly #annual = valueSum();
  readonly #annualBefore = valueSum();
  readonly #byAge = WORTH_AGES.map(() => valueSum());
  readonly #outcomes = { retained: valueSum(), revived: valueSum(), new: valueSum() };
  readonly #paced = { customers: 0, orders: 0, activeDays: 0, amount: new MoneySum() };
  readonly #margin = { sales: new MoneySum(), profit: new MoneySum() };
  readonly #profit = { known: valueSum(), unknown: 0 };
  readonly #yearProfit = { known: valueSum(), unknown: 0 };
  readonly #year = { orders: 0, lastYears: 0, lost: 0 };

  add(row: WorthRow): void {
    const { years, amount, before } = row;
    this.#cumulative.add(amount);
    if (row.continuing) this.#continuing.add(amount);
    addYear(this.#annual, years.thisYear, years.sales);
    addYear(this.#annualBefore, before.active, before.sales);
    row.byAge.forEach((each, index) => {
      if (each !== null) this.#byAge[index]?.add(each);
    });
    this.#addPace(row);
    this.#addProfit(row);
    this.#addOutcome(row);
  }

  #addPace({ activeDays, orders, amount }: WorthRow): void {
    if (activeDays === 0) return;
    this.#paced.customers += 1;
    this.#paced.orders += orders;
    this.#paced.activeDays += activeDays;
    this.#paced.amount.add(amount);
  }

  #addProfit({ margin, profit, yearProfit, years }: WorthRow): void {
    this.#margin.sales.add(margin.sales);
    this.#margin.profit.add(margin.profit);
    if (profit === null) this.#profit.unknown += 1;
    else this.#profit.known.add(profit);
    if (!years.thisYear) return;
    if (yearProfit === null) this.#yearProfit.unknown += 1;
    else this.#yearProfit.known.add(yearProfit);
  }

  #addOutcome({ years, yearOrders }: WorthRow): void {
    const outcome = outcomeOf(years);
    this.#year.orders += yearOrders;
    if (years.lastYear) this.#year.lastYears += 1;
    if (outcome === 'lost') this.#year.lost += 1;
    for (const each of OUTCOMES) if (each === outcome) this.#outcomes[each].add(years.sales);
  }

  result(): Worth {
    const cumulative = perHeadOf(this.#cumulative);
    return {
      customers: cumulative.customers,
      cumulative,
      factors: this.#factors(),
      churn: this.#churn(),
      margin: this.#marginOf(cumulative),
      yearProfit: {
        ...perHeadOf(this.#yearProfit.known),
        unknown: this.#yearProfit.unknown,
      },
      profit: { ...perHeadOf(this.#profit.known), unknown: this.#profit.unknown },
      byAge: WORTH_AGES.map((days, index) => ({
        days,
        ...perHeadOf(this.#byAge[index] ?? valueSum()),
      })),
      annual: perHeadOf(this.#annual),
      annualBefore: perHeadOf(this.#annualBefore),
      retained: perHeadOf(this.#outcomes.retained),
      revived: perHeadOf(this.#outcomes.revived),
      new: perHeadOf(this.#outcomes.new),
      continuing: perHeadOf(this.#continuing),
    };
  }

  #factors(): Worth['factors'] {
    const { customers, activeYears, ordersPerYear, orderValue, ltv } = valueFactors({
      ...this.#paced,
      amount: this.#paced.amount.total,
    });
    return {
      customers,
      activeYears: activeYears.value,
      ordersPerYear: ordersPerYear.value,
      orderValue: orderValue.value,
      value: ltv.value,
    };
  }

  #churn(): Worth['churn'] {
    const { orders, lastYears, lost } = this.#year;
    const { sum, customers } = perHeadOf(this.#annual);
    const orderValue = ratioOf(sum, orders).value;
    const ordersPerYear = ratioOf(orders, customers).value;
    const annualChurn = ratioOf(lost, lastYears);
    const rate = annualChurn.value;
    const value =
      orderValue === null || ordersPerYear === null || rate === null
        ? null
        : churnLtv({ orderValue, ordersPerYear, annualChurn: rate });
    return { orderValue, ordersPerYear, annualChurn, value };
  }

  #marginOf({ value }: PerHead): Worth['margin'] {
    const { profit, sales } = this.#margin;
    const rate = ratioOf(Number(profit.total), Number(sales.total));
    return {
      rate,
      value: value === null || rate.value === null ? null : grossMarginLtv(value, rate.value),
    };
  }
}

/** What was given back to who bought nothing in the year lowers its sales all the same. */
function addYear(sum: ValueSum, isBuyer: boolean, sales: number): void {
  if (isBuyer) sum.add(sales);
  else sum.addAmountOnly(sales);
}

function perHeadOf(sum: ValueSum): PerHead {
  const { customers, sum: amount, perCustomer } = sum.result();
  return { customers, sum: Number(amount), value: perCustomer };
}
