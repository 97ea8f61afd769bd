import { BlockStack, InlineStack, Text } from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BuilderGroup, BuilderProblem } from '../../presenters/segments-builder.ts';
import type { LiveCount } from '../../presenters/segments-count.ts';
import type { Condition, ProductName, BuilderScreen } from '../../presenters/segments-screen.ts';
import { CustomerLinks } from '../customer-link.tsx';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { SectionCard } from '../section-card.tsx';
import { useConditionWords } from '../segments/condition-words.ts';

const PAUSE_MS = 400;

type Answer =
  | { problems: BuilderProblem[] }
  /** The count is null where it cannot be had at once. */
  | { condition: Condition; count: LiveCount | null };

/** What is known of the conditions as they stand. */
export interface Live {
  /** Null while nothing has been answered, or could be. */
  answer: Answer | null;
  counting: boolean;
}

/** Counts what stands in the builder, a moment after it was last changed. */
export function useLiveCount(draft: BuilderGroup): Live {
  const url = useFrameHref()('/app/segments/count');
  const { submit, data, state } = useFetcher<Answer | null>();
  const [asked, setAsked] = useState<string | null>(null);
  const wanted = JSON.stringify(draft);
  useEffect(() => {
    const timer = setTimeout(() => {
      // At once: else the last answer would pass for this one's until React has time.
      const options = { method: 'post', encType: 'application/json', flushSync: true } as const;
      submit(wanted, { ...options, action: url });
      setAsked(wanted);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [wanted, url, submit]);
  return { answer: data ?? null, counting: asked !== wanted || state !== 'idle' };
}

interface Props {
  live: Live;
  screen: BuilderScreen;
  products: readonly ProductName[];
  format: Format;
}

/** How many customers meet the conditions now, some of them, and the conditions in words. */
export function LiveCountCard({ live, screen, products, format }: Props) {
  const { t } = useTranslation();
  const words = useConditionWords({ ...screen, products: [...products] }, format);
  const { answer } = live;
  const found = answer && 'condition' in answer ? answer : null;
  const sample = found?.count?.sample ?? [];
  return (
    <SectionCard title={t('builder.live.title')} help={t('builder.live.help')}>
      <BlockStack gap="300">
        <div role="status" aria-busy={live.counting}>
          <Said live={live} format={format} />
        </div>
        {sample.length > 0 && (
          <InlineStack gap="400">
            <Text as="span">{t('builder.live.sample', { count: sample.length })}</Text>
            {sample.map((id) => (
              <CustomerLinks key={id} id={id} />
            ))}
          </InlineStack>
        )}
        {found && (
          <Text as="p" tone="subdued">
            {t('builder.live.words')}
            {': '}
            {words(found.condition)}
          </Text>
        )}
      </BlockStack>
    </SectionCard>
  );
}

function Said({ live: { answer, counting }, format }: Pick<Props, 'live' | 'format'>) {
  const { t } = useTranslation();
  const look = t('builder.look');
  if (!answer)
    return (
      <Text as="p">{t(counting ? 'builder.live.counting' : 'builder.live.failed', { look })}</Text>
    );
  if ('problems' in answer) return <Text as="p">{t('builder.live.problem')}</Text>;
  if (!answer.count) return <Text as="p">{t('builder.live.slow', { look })}</Text>;
  const { customers, capped, of } = answer.count;
  const people = { count: customers, customers: format.number(customers) };
  return (
    <InlineStack gap="300" blockAlign="baseline">
      <Text as="p" variant="headingXl" {...(counting && { tone: 'subdued' as const })}>
        {t(capped ? 'builder.live.more' : 'builder.live.people', people)}
      </Text>
      {of !== null && !capped && (
        <Text as="span" tone="subdued">
          {t('builder.live.share', { percent: format.percent(Math.min(1, customers / of)) })}
        </Text>
      )}
      {counting && <Text as="span">{t('builder.live.counting')}</Text>}
    </InlineStack>
  );
}
