import type { Metafield } from './metafield.ts';

export type MarketingState =
  'INVALID' | 'NOT_SUBSCRIBED' | 'PENDING' | 'REDACTED' | 'SUBSCRIBED' | 'UNSUBSCRIBED';

/** What a customer has said about being written to, at one address. */
interface Consent {
  marketingState: MarketingState;
  marketingOptInLevel: 'CONFIRMED_OPT_IN' | 'SINGLE_OPT_IN' | 'UNKNOWN' | null;
  marketingUpdatedAt: string | null;
}

export interface EmailAddress extends Consent {
  emailAddress: string;
}

export interface PhoneNumber extends Consent {
  phoneNumber: string;
}

export interface MailingAddress {
  id: string;
  country: string | null;
  countryCodeV2: string | null;
  province: string | null;
  provinceCode: string | null;
  city: string | null;
  zip: string | null;
  address1: string | null;
}

export interface Customer {
  id: string;
  createdAt: string;
  updatedAt: string;
  firstName: string | null;
  lastName: string | null;
  locale: string;
  tags: string[];
  state: 'DECLINED' | 'DISABLED' | 'ENABLED' | 'INVITED';
  defaultEmailAddress: EmailAddress | null;
  defaultPhoneNumber: PhoneNumber | null;
  defaultAddress: MailingAddress | null;
  /** None when absent. */
  metafields?: Metafield[];
}
