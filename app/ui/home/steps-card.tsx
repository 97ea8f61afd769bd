import { Badge, BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstStep } from '../../presenters/first-steps.ts';
import { SectionCard } from '../section-card.tsx';

const STEPS = ['orders', 'groups', 'settings', 'tagging', 'segment'] as const;
const DISMISSED = 'kizuna-first-steps-dismissed';

/** Where a step is taken; the first two take themselves. */
const PLACES = {
  settings: '/app/settings',
  tagging: '/app/settings/tags',
  segment: '/app/segments',
} as const;

/** What a merchant does first, and what of it is done; goes away when all is, or on a click. */
export function StepsCard({ steps }: { steps: Record<FirstStep, boolean> }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(true);
  useEffect(() => {
    setShown(!isDismissed());
  }, []);
  if (!shown) return null;
  return (
    <SectionCard
      title={t('homePage.steps.title')}
      help={t('homePage.steps.help')}
      actions={
        <Button
          size="slim"
          onClick={() => {
            dismiss();
            setShown(false);
          }}
        >
          {t('homePage.steps.dismiss')}
        </Button>
      }
    >
      <BlockStack as="ul" gap="200">
        {STEPS.map((step) => (
          <li key={step} style={{ listStyle: 'none' }}>
            <Step step={step} done={steps[step]} />
          </li>
        ))}
      </BlockStack>
    </SectionCard>
  );
}

function Step({ step, done }: { step: FirstStep; done: boolean }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Badge
        {...(done && { tone: 'success' as const })}
        progress={done ? 'complete' : 'incomplete'}
      >
        {t(done ? 'homePage.steps.done' : 'homePage.steps.open')}
      </Badge>
      <Text as="span" {...(done && { tone: 'subdued' as const })}>
        {t(`homePage.steps.${step}`)}
      </Text>
      {!done && step !== 'orders' && step !== 'groups' && (
        <Link url={PLACES[step]}>{t(`homePage.steps.${step}Link`)}</Link>
      )}
    </InlineStack>
  );
}

/** A browser may keep nothing for a page inside another: then the card comes back. */
function isDismissed(): boolean {
  try {
    return localStorage.getItem(DISMISSED) !== null;
  } catch {
    return false;
  }
}

function dismiss(): void {
  try {
    localStorage.setItem(DISMISSED, 'yes');
  } catch {
    return;
  }
}
