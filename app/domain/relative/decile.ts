/** The highest amounts first. */
export const DECILES = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/**
 * The decile of a place among all customers, highest amount first: 1 = the highest. When the number
 * does not divide by ten, the first groups get one more (domain.md A4.6).
 *
 * @param place 0 for the highest.
 */
export function decileOf(place: number, customers: number): number {
  const small = Math.floor(customers / 10);
  const larger = customers % 10;
  // Counted in larger groups a place is in too early a group, in small ones it is among the larger.
  return 1 + Math.floor(Math.max(place / (small + 1), (place - larger) / small));
}
