import { numberOf } from '../numbering.ts';
import type { Order } from '../records.ts';
import type { Json } from './json-text.ts';

/** The business that bought an order; null when a person did. */
export function companyOf({ purchasingCompany }: Order): Json {
  if (!purchasingCompany) return null;
  const { company, location } = purchasingCompany;
  return { id: numberOf(company.id), location_id: numberOf(location.id) };
}

const UTM = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/**
 * The page of the visit that led to the order, with the campaign that the journey tells of and no
 * other; null without a visit.
 */
export function landingSiteOf({ customerJourneySummary: journey }: Order): string | null {
  const visit = journey?.lastVisit;
  if (!visit) return null;
  const base = 'https://store.invalid';
  const page = URL.parse(visit.landingPage ?? '/', base) ?? new URL(base);
  for (const name of UTM) {
    const value = visit.utmParameters?.[name];
    if (value) page.searchParams.set(`utm_${name}`, value);
    else page.searchParams.delete(`utm_${name}`);
  }
  return `${page.pathname}${page.search}`;
}
