import {
  BlockStack,
  Box,
  Button,
  Checkbox,
  InlineError,
  InlineStack,
  Select,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { BuilderGroup } from '../../presenters/segments-builder.ts';
import { BuilderRowView } from './builder-row.tsx';
import { useProblemWords } from './problem-words.ts';
import { isOpposite, opposite } from './tree.ts';
import type { Builder } from './use-builder.ts';

interface Props {
  builder: Builder;
  group: BuilderGroup;
  /** Empty for the whole. */
  place?: string;
  onRemove?: () => void;
}

/** Conditions of which all or any have to hold, groups among them. */
export function BuilderView({ builder, group, place = '', onRemove }: Props) {
  const { t } = useTranslation();
  const whole = place === '';
  const name = whole ? t('builder.conditions') : t('builder.group', { place });
  const { other } = useProblemWords(builder.problems, group.key);
  const placeOf = (index: number) => (whole ? `${index + 1}` : `${place}-${index + 1}`);
  return (
    <div role="group" aria-label={name}>
      <BlockStack gap="300">
        <GroupHead builder={builder} group={group} name={name} onRemove={onRemove ?? null} />
        {other !== null && <InlineError message={other} fieldID={group.key} />}
        {group.of.map((node, index) => {
          const remove = () => {
            builder.remove(node.key, group.key);
          };
          return (
            <Box
              key={node.key}
              padding="300"
              borderWidth="025"
              borderColor="border"
              borderRadius="200"
              background={'of' in node ? 'bg-surface-secondary' : 'bg-surface'}
            >
              {'of' in node ? (
                <BuilderView
                  builder={builder}
                  group={node}
                  place={placeOf(index)}
                  onRemove={remove}
                />
              ) : (
                <BuilderRowView
                  builder={builder}
                  row={node}
                  place={placeOf(index)}
                  onRemove={whole && group.of.length === 1 ? null : remove}
                />
              )}
            </Box>
          );
        })}
        <AddButtons builder={builder} group={group} name={name} />
      </BlockStack>
    </div>
  );
}

interface HeadProps {
  builder: Builder;
  group: BuilderGroup;
  name: string;
  onRemove: (() => void) | null;
}

function GroupHead({ builder, group, name, onRemove }: HeadProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="400" blockAlign="center" wrap>
      <Select
        label={t('builder.join')}
        labelHidden
        options={(['all', 'any'] as const).map((join) => ({
          value: join,
          label: t(`builder.${join}`),
        }))}
        value={group.join}
        onChange={(join) => {
          builder.change(group.key, (node) => ({ ...node, join: join as 'all' | 'any' }));
        }}
      />
      {onRemove && (
        <>
          <Checkbox
            label={t('builder.not')}
            checked={isOpposite(group)}
            onChange={() => {
              builder.change(group.key, opposite);
            }}
          />
          <Button
            variant="plain"
            tone="critical"
            accessibilityLabel={t('builder.removeOf', { what: name })}
            onClick={onRemove}
          >
            {t('builder.remove')}
          </Button>
        </>
      )}
    </InlineStack>
  );
}

function AddButtons({ builder, group, name }: Omit<HeadProps, 'onRemove'>) {
  const { t } = useTranslation();
  const button = (what: 'row' | 'group', label: string) => (
    <Button
      {...(what === 'row' && { id: `builder-add-${group.key}` })}
      accessibilityLabel={t('builder.addTo', { what: label, group: name })}
      onClick={() => {
        builder.add(group.key, what);
      }}
    >
      {label}
    </Button>
  );
  return (
    <InlineStack gap="200">
      {button('row', t('builder.add'))}
      {button('group', t('builder.addGroup'))}
    </InlineStack>
  );
}
