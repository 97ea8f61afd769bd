import { BlockStack, Divider, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen, NextChange } from '../../presenters/customer-screen.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { nextStepWords } from '../vip/next-step-words.ts';
import { useReasonWords } from './reason-words.ts';

/** The one thing to do for a customer, why, and what happens if nobody does anything. */
export function NowCard({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const reasons = useReasonWords(format);
  const step = screen.standings.find(({ model }) => model === 'next');
  if (step?.state?.model !== 'next') return null;
  return (
    <SectionCard title={t('customer.now.title')}>
      <BlockStack gap="200">
        <Text as="p" variant="headingLg">
          {t(`customer.now.step.${step.state.state}`)}
        </Text>
        <Offer step={step.state.state} roles={screen.roles} />
        <Insert insert={screen.inserts[step.state.state]} />
        <Text as="p" tone="subdued">
          {t('customer.now.why', { step: words.label(step.state) })}
        </Text>
        <List>
          {step.because.map((each, index) => (
            <List.Item key={index}>{reasons.is(each)}</List.Item>
          ))}
        </List>
        <Divider />
        <Change change={screen.change} format={format} />
      </BlockStack>
    </SectionCard>
  );
}

interface OfferProps {
  step: Parameters<typeof nextStepWords>[1];
  roles: CustomerScreen['roles'];
}

/** How the step is put to the customer: as a role to be proud of. */
function Offer({ step, roles }: OfferProps) {
  const { t } = useTranslation();
  return <Text as="p">{t('customer.now.offer', { ...nextStepWords({ roles }, step, t) })}</Text>;
}

/** What whoever packs the next parcel puts into it. */
function Insert({ insert }: { insert: string | undefined }) {
  const { t } = useTranslation();
  if (insert === undefined) return null;
  return <Text as="p">{t('customer.now.insert', { insert })}</Text>;
}

function Change({ change, format }: { change: NextChange | null; format: Format }) {
  const { t } = useTranslation();
  const words = useStateWords();
  if (!change) return <Text as="p">{t('customer.now.changeNone')}</Text>;
  const { model, on, inDays, from, to } = change;
  const about = {
    model: t(`model.${model}`),
    day: format.day(on),
    days: t('customer.days', { count: inDays, days: format.number(inDays) }),
    from: from ? words.label(from) : t('board.none'),
    to: to ? words.label(to) : t('board.none'),
  };
  return (
    <Text as="p">
      <Text as="span" fontWeight="semibold">
        {to ? t('customer.now.change', about) : t('customer.now.changeEnds', about)}
      </Text>
      {t('between')}
      {t('customer.now.unless')}
    </Text>
  );
}
