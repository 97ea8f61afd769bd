export interface UtmParameters {
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
}

/** One visit to the online store. */
export interface Visit {
  id: string;
  occurredAt: string;
  source: string;
  sourceType: string | null;
  landingPage: string | null;
  referrerUrl: string | null;
  utmParameters: UtmParameters | null;
}

/** How a customer came to an order. */
export interface Journey {
  /** Whether Shopify has put the visits together yet. */
  ready: boolean;
  customerOrderIndex: number | null;
  daysToConversion: number | null;
  firstVisit: Visit | null;
  lastVisit: Visit | null;
}
