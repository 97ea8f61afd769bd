import { Button, FormLayout, InlineStack, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductsScreen } from '../../presenters/products-screen.ts';
import { ProductPicker } from '../builder/product-picker.tsx';
import { SectionCard } from '../section-card.tsx';

export type Roles = NonNullable<ProductsScreen['roles']>;

interface Props {
  roles: Roles;
  known: ProductsScreen['known'];
  onSave: (roles: Roles) => void;
}

/** Which products are trials and which are main products, and the tags of limited goods. */
export function RolesCard({ roles, known: first, onSave }: Props) {
  const { t } = useTranslation();
  const saved = JSON.stringify(roles);
  const [draft, setDraft] = useState(draftOf(roles));
  const [known, setKnown] = useState(first);
  useEffect(() => {
    setDraft(draftOf(JSON.parse(saved) as Roles));
  }, [saved]);
  const changed = JSON.stringify(rolesOf(draft)) !== saved;
  return (
    <SectionCard title={t('reportProducts.roles.title')} help={t('reportProducts.roles.help')}>
      <FormLayout>
        {(['trial', 'main'] as const).map((role) => (
          <ProductPicker
            key={role}
            label={t(`reportProducts.roles.${role}`)}
            known={known}
            chosen={draft[role]}
            problem={null}
            onChange={(chosen, found) => {
              setKnown([...known, ...found]);
              setDraft({ ...draft, [role]: chosen });
            }}
          />
        ))}
        <TextField
          label={t('reportProducts.roles.limited')}
          helpText={t('reportProducts.roles.limitedHelp')}
          value={draft.limited}
          autoComplete="off"
          onChange={(limited) => {
            setDraft({ ...draft, limited });
          }}
        />
        <InlineStack gap="200">
          <Button
            variant="primary"
            disabled={!changed}
            onClick={() => {
              onSave(rolesOf(draft));
            }}
          >
            {t('reportProducts.roles.save')}
          </Button>
          <Button
            disabled={!changed}
            onClick={() => {
              setDraft(draftOf(roles));
            }}
          >
            {t('reportProducts.roles.discard')}
          </Button>
        </InlineStack>
      </FormLayout>
    </SectionCard>
  );
}

interface Draft {
  trial: string[];
  main: string[];
  /** As it is typed. */
  limited: string;
}

function draftOf({ trial, main, limited }: Roles): Draft {
  return { trial, main, limited: limited.join(', ') };
}

function rolesOf({ trial, main, limited }: Draft): Roles {
  const tags = limited.split(/[,、，]/).map((tag) => tag.trim());
  return { trial, main, limited: [...new Set(tags.filter((tag) => tag !== ''))] };
}
