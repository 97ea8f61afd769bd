import { useTranslation } from 'react-i18next';
import type { ShownEvent } from '../presenters/customer-screen.ts';

type Kind = ShownEvent['kind'];
type Key<Text extends string> = Text extends `contract:${infer State}` ? `contract-${State}` : Text;

/** Every kind of event, in the order in which they are offered. */
export const EVENT_KINDS: readonly Kind[] = [
  'review',
  'survey',
  'post',
  'referral',
  'event',
  'community',
  'inquiry',
  'start-of-use',
  'video',
  'contract:continuing',
  'contract:paused',
  'contract:cancelled',
];

/** What a kind of event is called in the merchant's language. */
export function useEventWord(): (kind: Kind) => string {
  const { t } = useTranslation();
  return (kind) => t(`customer.event.${kind.replace(':', '-') as Key<Kind>}`);
}
