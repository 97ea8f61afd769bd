import type { Customer, EmailAddress, MailingAddress, PhoneNumber } from '../records.ts';
import { DAY_MS, iso } from './calendar.ts';
import type { Dice } from './dice.ts';
import { PREFECTURES } from './prefectures.ts';

const ABROAD = [
  { country: 'Taiwan', countryCodeV2: 'TW' },
  { country: 'Hong Kong SAR', countryCodeV2: 'HK' },
  { country: 'Singapore', countryCodeV2: 'SG' },
] as const;
const CHANCE = { abroad: 0.6, phone: 0.45, account: 0.35 } as const;

/** Who a customer is beside the name: where it lives and what it lets the shop send. */
export function personOf(dice: Dice, index: number, born: { id: number; at: number; ja: boolean }) {
  const consentAt = iso(born.at + dice.whole(0, 2) * DAY_MS);
  return {
    state: dice.chance(CHANCE.account) ? 'ENABLED' : 'DISABLED',
    defaultEmailAddress: emailOf(dice, index, consentAt),
    defaultPhoneNumber: dice.chance(CHANCE.phone) ? phoneOf(dice, index, consentAt) : null,
    defaultAddress: addressOf(dice, born.id + 1, born.ja),
  } satisfies Partial<Customer>;
}

function emailOf(dice: Dice, index: number, at: string): EmailAddress {
  const marketingState = dice.weighted([
    { weight: 58, value: 'SUBSCRIBED' },
    { weight: 12, value: 'UNSUBSCRIBED' },
    { weight: 2, value: 'PENDING' },
    { weight: 28, value: 'NOT_SUBSCRIBED' },
  ] as const);
  const never = marketingState === 'NOT_SUBSCRIBED';
  return {
    emailAddress: `customer${index + 1}@example.jp`,
    marketingState,
    marketingOptInLevel: never ? null : 'SINGLE_OPT_IN',
    marketingUpdatedAt: never ? null : at,
  };
}

function phoneOf(dice: Dice, index: number, at: string): PhoneNumber {
  const subscribed = dice.chance(0.3);
  return {
    phoneNumber: `+8190${String(10_000_000 + index).slice(-8)}`,
    marketingState: subscribed ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    marketingOptInLevel: subscribed ? 'SINGLE_OPT_IN' : null,
    marketingUpdatedAt: subscribed ? at : null,
  };
}

function addressOf(dice: Dice, id: number, ja: boolean): MailingAddress {
  const common = {
    id: `gid://shopify/MailingAddress/${id}`,
    city: dice.city(),
    zip: `${dice.whole(100, 999)}-${String(dice.whole(0, 9_999)).padStart(4, '0')}`,
    address1: `${dice.whole(1, 9)}-${dice.whole(1, 30)}-${dice.whole(1, 20)}`,
  };
  if (!ja && dice.chance(CHANCE.abroad))
    return { ...common, ...dice.pick(ABROAD), province: null, provinceCode: null };
  return { ...common, country: 'Japan', countryCodeV2: 'JP', ...dice.weighted(PREFECTURES) };
}
