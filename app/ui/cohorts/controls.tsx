import { InlineStack, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CohortsScreen, NamedChoice } from '../../presenters/cohorts-screen.ts';
import type { Format } from '../format.ts';
import { useSetQuestion } from '../reports/question-bar.tsx';

type Asked = Exclude<CohortsScreen, { unready: unknown }>;
type Name = 'product' | 'channel' | 'source';

interface Props {
  screen: Omit<Asked, 'spans'>;
  spans: readonly number[];
  format: Format;
}

/** How long a table is asked for, and of which first orders. */
export function Controls({ screen: { question, report }, spans, format }: Props) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const choices = report.state === 'ready' ? report.shown.choices : null;
  return (
    <InlineStack gap="300">
      <Select
        label={t('reportCohorts.months.label')}
        options={spans.map((months) => ({
          value: String(months),
          label: t('reportCohorts.months.last', { months }),
        }))}
        value={String(question.months)}
        onChange={(value) => {
          set('months', value);
        }}
      />
      {(['product', 'channel', 'source'] as const).map((name) => (
        <Choice
          key={name}
          {...{ name, format }}
          asked={question[name]}
          choices={choices?.[name] ?? []}
        />
      ))}
    </InlineStack>
  );
}

interface ChoiceProps {
  name: Name;
  asked: string;
  choices: readonly NamedChoice[];
  format: Format;
}

/** What is asked stays there to be seen while its choices are not known. */
function Choice({ name, asked, choices, format }: ChoiceProps) {
  const { t } = useTranslation();
  const set = useSetQuestion();
  const known = asked === '' || choices.some(({ id }) => id === asked);
  return (
    <Select
      label={t(`reportCohorts.first.${name}`)}
      options={[
        { value: '', label: t('reportCohorts.first.all') },
        ...(known ? [] : [{ value: asked, label: asked }]),
        ...choices.map((choice) => ({
          value: choice.id,
          label: t('reportCohorts.first.choice', {
            name: choice.name ?? t('reportCohorts.first.unknown'),
            customers: format.number(choice.customers),
          }),
        })),
      ]}
      value={asked}
      onChange={(value) => {
        set(name, value);
      }}
    />
  );
}
