import type { Customer, State } from './answer.ts';
import type { Words } from './words.ts';

interface Props {
  customer: Customer;
  words: Words;
}

/** The next step, the next change, and every state with its reasons. */
export function CustomerNow({ customer, words }: Props) {
  return (
    <s-stack gap="base">
      <NextStep customer={customer} words={words} />
      <NextChange customer={customer} words={words} />
      <s-heading>{words.say('states.heading')}</s-heading>
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">{words.say('states.model')}</s-table-header>
          <s-table-header listSlot="inline">{words.say('states.state')}</s-table-header>
          <s-table-header listSlot="labeled">{words.say('states.since')}</s-table-header>
          <s-table-header listSlot="labeled">{words.say('states.why')}</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {customer.states.map((state) => (
            <StateRow key={state.model} state={state} words={words} />
          ))}
        </s-table-body>
      </s-table>
    </s-stack>
  );
}

function NextStep({ customer: { nextStep, insert }, words }: Props) {
  if (nextStep === null) return null;
  return (
    <s-stack gap="small-300">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-heading>{words.say('step.heading')}</s-heading>
        <s-badge tone="info">{words.state('next', nextStep)}</s-badge>
      </s-stack>
      <s-paragraph>{words.say(`step.${nextStep}`)}</s-paragraph>
      {insert !== null && <s-paragraph>{words.say('step.insert', { insert })}</s-paragraph>}
    </s-stack>
  );
}

function NextChange({ customer: { nextChange }, words }: Props) {
  return (
    <s-stack gap="small-300">
      <s-heading>{words.say('change.heading')}</s-heading>
      <s-paragraph>{changeText(nextChange, words)}</s-paragraph>
    </s-stack>
  );
}

function changeText(change: Customer['nextChange'], words: Words): string {
  if (!change) return words.say('change.none');
  const { model, on, to, inDays } = change;
  return words.say(to === null ? 'change.ends' : 'change.text', {
    model: words.model(model),
    state: to === null ? '' : words.state(model, to),
    date: words.date(on),
    days: inDays,
  });
}

function StateRow({
  state: { model, state, since, because },
  words,
}: {
  state: State;
  words: Words;
}) {
  return (
    <s-table-row>
      <s-table-cell>{words.model(model)}</s-table-cell>
      <s-table-cell>
        <s-badge>{words.state(model, state)}</s-badge>
      </s-table-cell>
      <s-table-cell>{since === null ? words.say('states.none') : words.date(since)}</s-table-cell>
      <s-table-cell>
        {since === null ? words.say('states.compared') : words.reasons(because)}
      </s-table-cell>
    </s-table-row>
  );
}
