import { Checkbox, Text, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** What a segment is called, here and in its tag. */
export interface Named {
  name: string;
  slug: string;
  tag: boolean;
}

interface Props {
  wish: Named;
  prefix: string;
  /** Of a saved segment, whose tag stays; null for a new one. */
  fixedSlug?: string | null;
  change: (part: Partial<Named>) => void;
  problemAt: (path: string) => string | null;
}

/** The name of a segment, and whether and how it is tagged. */
export function Naming({ wish, prefix, fixedSlug = null, change, problemAt }: Props) {
  const { t } = useTranslation();
  const errorOf = (path: string) => {
    const error = problemAt(path);
    return error === null ? {} : { error };
  };
  return (
    <>
      <TextField
        label={t('segments.name')}
        autoComplete="off"
        maxLength={100}
        value={wish.name}
        onChange={(name) => {
          change({ name });
        }}
        {...errorOf('name')}
      />
      {fixedSlug === null && (
        <TextField
          label={t('segments.slug')}
          helpText={t('segments.slugHelp')}
          prefix={`${prefix}segment:`}
          autoComplete="off"
          maxLength={60}
          value={wish.slug}
          onChange={(slug) => {
            change({ slug });
          }}
          {...errorOf('slug')}
        />
      )}
      <Checkbox
        label={t('segments.withTag')}
        helpText={t('segments.withTagHelp')}
        checked={wish.tag}
        onChange={(tag) => {
          change({ tag });
        }}
      />
      {fixedSlug !== null && (
        <Text as="p">
          {t('builder.willTag', {
            tag: wish.tag ? `${prefix}segment:${fixedSlug}` : t('builder.noTag'),
          })}
        </Text>
      )}
    </>
  );
}
