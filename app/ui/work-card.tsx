import {
  Banner,
  BlockStack,
  Card,
  ProgressBar,
  SkeletonBodyText,
  SkeletonDisplayText,
  Text,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Fraction, Speed, Work } from '../presenters/progress.ts';
import { useFormat } from './format.ts';

const PERCENT = 100;

interface Props {
  work: Work;
  onRetry: () => void;
}

/** What is being done for the shop: progress with counts, or why it failed and what to do. */
export function WorkCard({ work, onRetry }: Props) {
  const { t } = useTranslation();
  const say = useFraction();
  const speed = useSpeed();
  switch (work.step) {
    case 'waiting':
      return <Steps title={t('work.waiting')} help={t('work.waitingHelp')} />;
    case 'failed':
      return <Failed reason={work.reason} onRetry={onRetry} />;
    case 'reading': {
      const rows = say(work.orders, work.orders.all ? 'work.orders' : 'work.ordersOpen');
      const text = [rows, ...speed(work)].join(' · ');
      const help = t('work.readingHelp');
      return <Steps title={t('work.reading')} help={help} text={text} fraction={work.orders} />;
    }
    case 'placing': {
      const text = say(work.customers, 'work.customers');
      const help = t('work.placingHelp');
      return <Steps title={t('work.placing')} help={help} text={text} fraction={work.customers} />;
    }
    case 'tagging': {
      const text = say(work.customers, 'tagging.progress');
      const title = t(work.paused ? 'tagging.paused' : 'tagging.running');
      return <Steps title={title} text={text} fraction={work.customers} />;
    }
    case 'idle':
      return null;
  }
}

function Failed({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  const { t } = useTranslation();
  const retry = { content: t('work.retry'), onAction: onRetry };
  return (
    <Banner tone="critical" title={t('work.failed')} action={retry}>
      <BlockStack gap="100">
        <Text as="p">{t('work.failedHelp')}</Text>
        {reason && <Text as="p">{t('work.reason', { reason })}</Text>}
      </BlockStack>
    </Banner>
  );
}

interface StepProps {
  title: string;
  help?: string;
  text?: string;
  fraction?: Fraction;
}

function Steps({ title, help, text, fraction }: StepProps) {
  const share = fraction?.all ? (fraction.done / fraction.all) * PERCENT : 0;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd" id="work-title">
          {title}
        </Text>
        <ProgressBar progress={Math.min(PERCENT, share)} size="small" ariaLabelledBy="work-title" />
        {text && (
          <div role="status">
            <Text as="p">{text}</Text>
          </div>
        )}
        {help && (
          <Text as="p" tone="subdued">
            {help}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

/** Where the boards will be. */
export function BoardSkeletons() {
  return [1, 2].map((card) => (
    <Card key={card}>
      <BlockStack gap="400">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={8} />
      </BlockStack>
    </Card>
  ));
}

type FractionWords = 'work.orders' | 'work.ordersOpen' | 'work.customers' | 'tagging.progress';

function useFraction() {
  const { t, i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language);
  return ({ done, all }: Fraction, words: FractionWords) =>
    t(words, { done: format.format(done), all: format.format(all ?? 0) });
}

/** How fast it goes and how long it still takes, as far as that is known. */
function useSpeed() {
  const { t } = useTranslation();
  const format = useFormat({ currency: 'JPY', timezone: 'UTC' });
  return ({ perSecond, secondsLeft }: Speed) => [
    ...(perSecond === null ? [] : [t('work.pace', { rate: format.number(perSecond) })]),
    ...(secondsLeft === null
      ? []
      : [t('work.left', { duration: format.duration(secondsLeft / 60) })]),
  ];
}
