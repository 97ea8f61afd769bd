/** What may tell that two customers are one person. */
export interface Contact {
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  zip: string | null;
}

export const IDENTITY_KINDS = ['email', 'phone', 'name-zip'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** By what a person is recognised, in one way of writing. */
export interface Mark {
  kind: IdentityKind;
  text: string;
}

/** The marks of a contact; those that are missing or say nothing are left out. */
export function marksOf({ email, phone, firstName, lastName, zip }: Contact): Mark[] {
  const texts: Record<IdentityKind, string | null> = {
    email: emailMark(email ?? ''),
    phone: phoneMark(phone ?? ''),
    'name-zip': nameMark(`${lastName ?? ''}${firstName ?? ''}`, zip ?? ''),
  };
  return IDENTITY_KINDS.flatMap((kind) => {
    const text = texts[kind];
    return text === null ? [] : [{ kind, text }];
  });
}

/** Lower case, without what stands between + and @. */
function emailMark(email: string): string | null {
  const [, name, host] = /^([^@+]+)(?:\+[^@]*)?@([^@]+)$/.exec(plain(email)) ?? [];
  return name && host ? `${name}@${host}` : null;
}

/** Fewer digits are an extension or a mistake. */
const SHORTEST_PHONE = 8;

/** The last ten digits, Japan's country code and the leading zero it stands for left out. */
function phoneMark(phone: string): string | null {
  const digits = plain(phone).replaceAll(/\D/g, '');
  const national = digits.replace(/^(?:00|010)?81(?=0?\d{9,10}$)/, '').replace(/^0/, '');
  const mark = national.slice(-10);
  return mark.length < SHORTEST_PHONE || /^(\d)\1+$/.test(mark) ? null : mark;
}

/** Hyphens and dashes of all kinds, and the long vowel that is typed for them and they for it. */
const DASHES = /[\p{Pd}−ー]/gu;

/** A name alone is no mark: many people share one. */
function nameMark(name: string, zip: string): string | null {
  const person = plain(name).replaceAll(DASHES, '-');
  const place = plain(zip).replaceAll(/[^\p{L}\p{N}]|ー/gu, '');
  return person === '' || place === '' ? null : `${person}|${place}`;
}

/** One width, lower case, no spaces. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}
