import { Box, BlockStack, Button, ChoiceList, InlineError, Popover } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  problem: string | null;
  onChange: (chosen: string[]) => void;
}

/** Several of a list, said on the button that opens it. */
export function NamesChoice({ label, options, chosen, problem, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const names = options.filter(({ value }) => chosen.includes(value)).map((one) => one.label);
  const said = names.join(t('segments.words.or'));
  return (
    <BlockStack gap="100">
      <Popover
        active={open}
        preferredAlignment="left"
        activator={
          <Button
            disclosure={open ? 'up' : 'down'}
            textAlign="left"
            accessibilityLabel={
              said === ''
                ? t('builder.choose', { label })
                : t('builder.chosen', { label, names: said })
            }
            onClick={() => {
              setOpen(!open);
            }}
            {...(problem !== null && { ariaDescribedBy: id })}
          >
            {said === '' ? t('builder.choose', { label }) : said}
          </Button>
        }
        onClose={() => {
          setOpen(false);
        }}
      >
        <Box padding="300">
          <ChoiceList
            title={label}
            allowMultiple
            choices={[...options]}
            selected={[...chosen]}
            onChange={onChange}
          />
        </Box>
      </Popover>
      {problem !== null && <InlineError message={problem} fieldID={id} />}
    </BlockStack>
  );
}
