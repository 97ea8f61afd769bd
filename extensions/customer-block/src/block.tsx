import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.customer-details.block.render';
import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, type Outcome } from './answer.ts';
import { CustomerNow } from './customer-now.tsx';
import { wordsOf, type Words } from './words.ts';

declare const shopify: Api;

/** Puts the block on the page of a customer. */
export default function block(): void {
  render(<Block />, document.body);
}

function Block() {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const id = shopify.data.selected[0]?.id ?? '';
  const load = useCallback(() => {
    setOutcome(null);
    void ask(id, () => shopify.auth.idToken()).then(setOutcome);
  }, [id]);
  useEffect(load, [load]);
  const words = wordsOf(shopify.i18n, currencyOf(outcome));
  return (
    <s-admin-block heading={words.say('heading')} collapsedSummary={summaryOf(outcome, words)}>
      <Shown outcome={outcome} words={words} onAgain={load} />
    </s-admin-block>
  );
}

interface ShownProps {
  /** Null while the app is asked. */
  outcome: Outcome | null;
  words: Words;
  onAgain: () => void;
}

function Shown({ outcome, words, onAgain }: ShownProps) {
  if (!outcome) return <s-spinner accessibilityLabel={words.say('loading')} />;
  if (outcome.kind === 'unknown') return <s-paragraph>{words.say('unknown')}</s-paragraph>;
  if (outcome.kind === 'failed') {
    return (
      <s-stack gap="base">
        <s-banner tone="warning">{words.say('failed.text')}</s-banner>
        <s-button onClick={onAgain}>{words.say('failed.again')}</s-button>
      </s-stack>
    );
  }
  const { answer } = outcome;
  if (answer.status !== 'ready') return <s-paragraph>{words.say(answer.status)}</s-paragraph>;
  return <CustomerNow customer={answer} words={words} />;
}

function currencyOf(outcome: Outcome | null): string {
  if (outcome?.kind !== 'answer' || outcome.answer.status !== 'ready') return 'JPY';
  return outcome.answer.currency;
}

/** What is read of a block that is folded: the customer's place in the life cycle. */
function summaryOf(outcome: Outcome | null, words: Words): string {
  if (!outcome) return words.say('summary.loading');
  if (outcome.kind !== 'answer' || outcome.answer.status !== 'ready') {
    return words.say('summary.failed');
  }
  const { states } = outcome.answer;
  const shown = states.filter(({ model }) => model === 'lifecycle' || model === 'cpm');
  return shown.map(({ model, state }) => words.state(model, state)).join(' / ');
}
