/**
 * The decile of a place among all customers, highest amount first: 1 = the highest. When the number
 * does not divide by ten, the first groups get one more (domain.md A4.6).
 *
 * @param place 0 for the highest.
 */
export function decileOf(place: number, customers: number): number {
  const small = Math.floor(customers / 10);
  const larger = customers % 10;
  const inLarger = larger * (small + 1);
  if (place < inLarger) return 1 + Math.floor(place / (small + 1));
  return 1 + larger + Math.floor((place - inLarger) / small);
}
