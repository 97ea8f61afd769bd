import { numberOf } from '../numbering.ts';
import type { Order } from '../records.ts';
import type { Json } from './json-text.ts';

/** The business that bought an order; null when a person did. */
export function companyOf({ purchasingCompany }: Order): Json {
  if (!purchasingCompany) return null;
  const { company, location } = purchasingCompany;
  return { id: numberOf(company.id), location_id: numberOf(location.id) };
}

/** The page of the visit that led to the order, with what its campaign is called; null without one. */
export function landingSiteOf({ customerJourneySummary: journey }: Order): string | null {
  const visit = journey?.lastVisit;
  if (!visit) return null;
  const base = 'https://store.invalid';
  const page = URL.parse(visit.landingPage ?? '/', base) ?? new URL(base);
  for (const [name, value] of Object.entries(visit.utmParameters ?? {}))
    if (value !== null) page.searchParams.set(`utm_${name}`, String(value));
  return `${page.pathname}${page.search}`;
}
