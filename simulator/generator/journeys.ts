import type { Journey, Visit } from '../records.ts';
import { DAY_MS, HOUR_MS, iso, monthOf } from './calendar.ts';
import type { Dice } from './dice.ts';

/** A way to the online store; `campaign` says which ones are tagged with the season's. */
interface Way {
  source: string;
  sourceType: string | null;
  referrer: string | null;
  utm: { source: string; medium: string; content: string | null } | null;
}

const DIRECT: Way = { source: 'direct', sourceType: null, referrer: null, utm: null };
const way = (
  source: string,
  sourceType: string,
  referrer: string | null,
  medium: string,
  content: string | null = null,
): Way => ({ source, sourceType, referrer, utm: { source, medium, content } });

const TO_NEWCOMERS = [
  {
    weight: 34,
    value: way('instagram', 'AD', 'https://l.instagram.com/', 'paid_social', 'reel_a'),
  },
  { weight: 20, value: way('google', 'AD', 'https://www.google.com/', 'cpc') },
  { weight: 10, value: way('yahoo', 'AD', 'https://search.yahoo.co.jp/', 'cpc') },
  { weight: 8, value: way('a8', 'AFFILIATE', null, 'affiliate') },
  {
    weight: 18,
    value: {
      source: 'google',
      sourceType: 'SEO',
      referrer: 'https://www.google.com/',
      utm: null,
    },
  },
  { weight: 10, value: DIRECT },
] as const;
const TO_REGULARS = [
  { weight: 36, value: way('newsletter', 'NEWSLETTER', null, 'email') },
  { weight: 26, value: way('line', 'MESSAGE', null, 'message') },
  { weight: 8, value: way('instagram', 'POST', 'https://l.instagram.com/', 'social') },
  { weight: 30, value: DIRECT },
] as const;

/** What the shop calls its campaigns, by the season they run in. */
export function campaignOf(at: number): string {
  const month = monthOf(at);
  const season = month <= 2 ? 'fukubukuro' : month <= 5 ? 'sakura' : month <= 9 ? 'natsu' : 'yuzu';
  return `${season}_${new Date(at).getUTCFullYear()}`;
}

interface Buying {
  /** The number of the order, for the visits' own ids. */
  id: number;
  at: number;
  /** Which order of its customer it is, from 1; null for a guest. */
  index: number | null;
}

/** The visits that led to an online order. */
export function journeyOf(dice: Dice, { id, at, index }: Buying): Journey {
  const isFirst = index === null || index === 1;
  const days = isFirst ? dice.whole(0, 12) : dice.whole(0, 3);
  const last = dice.weighted(isFirst ? TO_NEWCOMERS : TO_REGULARS);
  const first = days === 0 ? last : dice.weighted(isFirst ? TO_NEWCOMERS : TO_REGULARS);
  const visited = at - days * DAY_MS - dice.between(0.1, 0.9) * HOUR_MS;
  return {
    ready: true,
    customerOrderIndex: index,
    daysToConversion: days,
    firstVisit: visitOf(first, id + 5_000, visited),
    lastVisit: visitOf(last, id + 5_001, Math.max(visited, at - HOUR_MS / 4)),
  };
}

function visitOf({ source, sourceType, referrer, utm }: Way, id: number, at: number): Visit {
  const campaign = campaignOf(at);
  const path = utm ? `?utm_source=${utm.source}&utm_medium=${utm.medium}` : '';
  return {
    id: `gid://shopify/CustomerVisit/${id}`,
    occurredAt: iso(at),
    source,
    sourceType,
    landingPage: `https://shizukudo-simulated.myshopify.com/${path && `${path}&utm_campaign=${campaign}`}`,
    referrerUrl: referrer,
    utmParameters: utm && { ...utm, campaign, term: null },
  };
}
