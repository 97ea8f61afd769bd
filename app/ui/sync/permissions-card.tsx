import { Badge, Box, Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Permission, Permissions } from '../../presenters/permissions.ts';
import { requestScopes, showToast } from '../app-bridge.ts';
import { Table } from '../index-table.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  permissions: Permissions;
  onGranted: () => void;
}

/** What the merchant and Shopify let the app see, and what is missing without. */
export function PermissionsCard({ permissions: { scopes, protectedData }, onGranted }: Props) {
  const { t } = useTranslation();
  const ask = useAsk(onGranted);
  return (
    <SectionCard
      title={t('sync.permissions.title')}
      table={
        <Table
          name={{ singular: t('sync.permissions.scope'), plural: t('sync.permissions.title') }}
          columns={[
            { title: t('sync.permissions.scope') },
            { title: t('sync.permissions.use') },
            { title: t('sync.permissions.state') },
          ]}
          rows={scopes.map((permission) => ({
            id: permission.scope,
            cells: [
              <Name key="name" {...permission} />,
              <Wrapped key="use">{t(`sync.permissions.with.${permission.scope}`)}</Wrapped>,
              <State
                key="state"
                permission={permission}
                onAsk={() => void ask(permission.scope)}
              />,
            ],
          }))}
        />
      }
    >
      <Text as="p">
        <Text as="span" fontWeight="semibold">
          {t('sync.permissions.level')}
        </Text>
        {t('between')}
        {t(`sync.permissions.levels.${protectedData ?? 'none'}`)}
      </Text>
    </SectionCard>
  );
}

/** Shopify asks the merchant in a dialog of its own. */
function useAsk(onGranted: () => void) {
  const { t } = useTranslation();
  return async (scope: string) => {
    try {
      const granted = await requestScopes([scope]);
      showToast(t(granted ? 'sync.permissions.granting' : 'sync.permissions.declined'));
      if (granted) onGranted();
    } catch {
      showToast(t('sync.permissions.failed'), true);
    }
  };
}

function Name({ scope }: Permission) {
  const { t } = useTranslation();
  return (
    <>
      <Text as="span" fontWeight="semibold">
        {t(`sync.permissions.name.${scope}`)}
      </Text>
      <br />
      <Text as="span" variant="bodySm" tone="subdued">
        {scope}
      </Text>
    </>
  );
}

function State({ permission, onAsk }: { permission: Permission; onAsk: () => void }) {
  const { t } = useTranslation();
  const { granted, optional, scope } = permission;
  if (granted) return <Badge tone="success">{t('sync.permissions.granted')}</Badge>;
  if (!optional) {
    return (
      <>
        <Badge tone="critical">{t('sync.permissions.missing')}</Badge>
        <Wrapped>{t('sync.permissions.reopen')}</Wrapped>
      </>
    );
  }
  const name = t(`sync.permissions.name.${scope}`);
  return (
    <Button
      size="slim"
      onClick={onAsk}
      accessibilityLabel={`${t('sync.permissions.ask')}: ${name}`}
    >
      {t('sync.permissions.ask')}
    </Button>
  );
}

function Wrapped({ children }: { children: string }) {
  return (
    <Box maxWidth="520px">
      <span style={{ whiteSpace: 'normal' }}>{children}</span>
    </Box>
  );
}
