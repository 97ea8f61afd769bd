import { BlockStack, Button, InlineStack, Tag, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  help: string;
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

/** A list of tags to which some are added and from which some are taken. */
export function TagList({ label, help, tags, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = () => {
    const tag = text.trim();
    setText('');
    const known = tags.some((each) => each.toLowerCase() === tag.toLowerCase());
    if (tag && !known) onChange([...tags, tag]);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <BlockStack gap="200">
        <TextField
          label={label}
          helpText={help}
          autoComplete="off"
          maxLength={255}
          value={text}
          onChange={setText}
          connectedRight={<Button submit>{t('counting.addTag')}</Button>}
        />
        <InlineStack gap="100">
          {tags.map((tag) => (
            <Tag
              key={tag}
              accessibilityLabel={t('counting.removeTag', { tag })}
              onRemove={() => {
                onChange(tags.filter((each) => each !== tag));
              }}
            >
              {tag}
            </Tag>
          ))}
        </InlineStack>
      </BlockStack>
    </form>
  );
}
