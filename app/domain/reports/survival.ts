/** What a cohort-survival scenario assumes, year by year. */
export interface SurvivalScenario {
  /** 稼働 today by full years since their first order; of the first year first. Empty for a new shop. */
  existing: readonly number[];
  /** New (and revived) customers of each year to come; none after the last. */
  newByYear: readonly number[];
  /** 維持率 from one age to the next; the last holds for all ages after it. */
  retentionByAge: readonly number[];
  /** 年間LTV in each year of age, from that of the first order on; the last holds on. Any unit. */
  ltvByAge: readonly number[];
}

/** One year of a scenario. */
export interface SurvivalYear {
  active: number;
  /** In the unit of the LTV. */
  sales: number;
  /** Customers by age in years, the new first. */
  byAge: number[];
}

/**
 * active_y = Σ_c new_c · Π r_a and sales = Σ active · LTV(age) (domain.md A5).
 *
 * @returns a year for each of `years`, the first being the coming one.
 */
export function survivalYears(scenario: SurvivalScenario, years: number): SurvivalYear[] {
  let byAge: number[] = [...scenario.existing];
  return Array.from({ length: years }, (_, year) => {
    byAge = [scenario.newByYear[year] ?? 0, ...survivorsOf(byAge, scenario.retentionByAge)];
    return yearOf(byAge, scenario.ltvByAge);
  });
}

function survivorsOf(byAge: readonly number[], retentionByAge: readonly number[]): number[] {
  return byAge.map((customers, age) => customers * atAge(retentionByAge, age));
}

function yearOf(byAge: number[], ltvByAge: readonly number[]): SurvivalYear {
  return {
    active: byAge.reduce((sum, customers) => sum + customers, 0),
    sales: byAge.reduce((sum, customers, age) => sum + customers * atAge(ltvByAge, age), 0),
    byAge,
  };
}

function atAge(values: readonly number[], age: number): number {
  return values[age] ?? values.at(-1) ?? 0;
}
