import { Badge, BlockStack, Box, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerScreen, ShownStanding } from '../../presenters/customer-screen.ts';
import type { Goal } from '../../presenters/customer-reasons.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { useStateWords } from '../state-words.ts';
import { useReasonWords } from './reason-words.ts';

/** For every model where the customer stands, why, and what moves them. */
export function ReasonsCard({ screen, format }: { screen: CustomerScreen; format: Format }) {
  const { t } = useTranslation();
  const { standings, orders, optedOut, leftOut } = screen;
  if (standings.length === 0) {
    const why = optedOut ? 'optedOut' : leftOut ? 'leftOut' : orders === 0 ? 'noOrder' : 'soon';
    return (
      <SectionCard title={t('customer.reasons.title')}>
        <Text as="p">{t(`customer.reasons.${why}`)}</Text>
      </SectionCard>
    );
  }
  return (
    <SectionCard title={t('customer.reasons.title')} help={t('customer.reasons.help')}>
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        {standings.map((standing) => (
          <Model key={standing.model} standing={standing} format={format} />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}

function Model({ standing, format }: { standing: ShownStanding; format: Format }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const reasons = useReasonWords(format);
  const { model, state, since, next, because, orders, goal } = standing;
  const alone = ({ on, to }: NonNullable<ShownStanding['next']>) => {
    const day = format.day(on);
    if (to) return t('customer.reasons.alone', { day, state: words.label(to) });
    return t('customer.reasons.ends', { day, state: state ? words.label(state) : '' });
  };
  const moves = [...orders.map(reasons.order), ...(next ? [alone(next)] : [])];
  return (
    <Box padding="300" borderWidth="025" borderColor="border" borderRadius="200">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {t(`model.${model}`)}
          </Text>
          <Badge {...(state && { tone: 'info' })}>
            {state ? words.label(state) : t('customer.reasons.nowhere')}
          </Badge>
          {state && since && (
            <Text as="span" variant="bodySm" tone="subdued">
              {t('customer.reasons.since', { day: format.day(since) })}
            </Text>
          )}
        </InlineStack>
        {because.length > 0 && (
          <Points title={t('customer.reasons.because')}>{because.map(reasons.is)}</Points>
        )}
        {moves.length > 0 && <Points title={t('customer.reasons.moves')}>{moves}</Points>}
        {goal && <GoalPoints goal={goal} format={format} />}
      </BlockStack>
    </Box>
  );
}

function GoalPoints({ goal: { to, ways }, format }: { goal: Goal; format: Format }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const reasons = useReasonWords(format);
  return (
    <Points title={t('customer.reasons.goal', { state: words.label(to) })}>
      {ways.map((way) => way.map(reasons.wanted).join(t('customer.reasons.and')))}
    </Points>
  );
}

function Points({ title, children }: { title: string; children: readonly string[] }) {
  return (
    <BlockStack gap="050">
      <Text as="p" variant="bodySm" tone="subdued">
        {title}
      </Text>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {children.map((text, index) => (
          <Point key={index}>{text}</Point>
        ))}
      </ul>
    </BlockStack>
  );
}

function Point({ children }: { children: ReactNode }) {
  return (
    <li>
      <Text as="span">{children}</Text>
    </li>
  );
}
