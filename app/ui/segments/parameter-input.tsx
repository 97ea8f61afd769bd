import { ChoiceList, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  NewSegmentScreen,
  ParameterField,
  ProductName,
  ReadyMadeKey,
} from '../../presenters/segments-screen.ts';
import { ProductPicker } from '../builder/product-picker.tsx';
import { useStateLabel } from '../settings/state-label.ts';

type Value = string | string[];

interface Props {
  readyKey: ReadyMadeKey;
  field: ParameterField;
  screen: NewSegmentScreen;
  value: Value;
  problem: string | null;
  onChange: (value: Value) => void;
}

const STAGES = ['first', 'toddler', 'steady', 'trendy', 'excellent'] as const;

/** One parameter of a ready-made segment. */
export function ParameterInput(props: Props) {
  const { readyKey, field, screen, value, problem, onChange } = props;
  const { t } = useTranslation();
  const label = useParameterLabel()(readyKey, field.name);
  const text = Array.isArray(value) ? '' : value;
  const error = problem === null ? {} : { error: problem };
  switch (field.kind) {
    case 'products':
      return <Products {...props} label={label} />;
    case 'stages':
      return (
        <ChoiceList
          title={label}
          allowMultiple
          choices={STAGES.map((stage) => ({ value: stage, label: t(`cpmStage.${stage}`) }))}
          selected={Array.isArray(value) ? value : []}
          onChange={onChange}
          {...error}
        />
      );
    case 'reaches':
      return <Reaches {...props} label={label} />;
    default:
      return (
        <TextField
          label={label}
          value={text}
          onChange={onChange}
          autoComplete="off"
          {...(field.kind === 'day'
            ? { type: 'date' as const }
            : { inputMode: 'decimal' as const })}
          {...(field.kind === 'money' && { suffix: screen.currency })}
          {...((field.kind === 'days' || field.kind === 'orders') && {
            suffix: t(`settings.unit.${field.kind}`),
          })}
          {...error}
        />
      );
  }
}

type ParameterPath = 'segments.parameter.lapsed-excellent.days';

function useParameterLabel(): (key: ReadyMadeKey, name: string) => string {
  const { t } = useTranslation();
  return (key, name) => t(`segments.parameter.${key}.${name}` as ParameterPath);
}

function Reaches({ screen, value, onChange, label }: Props & { label: string }) {
  const words = useStateLabel();
  return (
    <Select
      label={label}
      options={screen.reaches.map((option) => {
        const [model = '', state = ''] = option.split(':');
        return { value: option, label: `${words.model(model)}：${words.state(model, state)}` };
      })}
      value={String(value)}
      onChange={onChange}
    />
  );
}

function Products({ value, problem, onChange, label }: Props & { label: string }) {
  const { t } = useTranslation();
  const [known, setKnown] = useState<readonly ProductName[]>([]);
  return (
    <ProductPicker
      label={label}
      known={known}
      chosen={Array.isArray(value) ? value : []}
      problem={problem === null ? null : t('segments.chooseProduct')}
      onChange={(chosen, found) => {
        setKnown([...known, ...found]);
        onChange(chosen);
      }}
    />
  );
}
