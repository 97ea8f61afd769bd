import { InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useCustomerName } from './customer-names.tsx';

/** A customer's name and number, or number, which opens the customer in Shopify's admin. */
export function CustomerLink({ id }: { id: string }) {
  const { t } = useTranslation();
  const { name, called } = useCalled(id);
  return (
    <Link
      url={`shopify://admin/customers/${id}`}
      accessibilityLabel={t('customers.open', { id: called })}
    >
      <Called id={id} name={name} />
    </Link>
  );
}

/** A customer's name and number, which open the customer's page here, and the way to Shopify's. */
export function CustomerLinks({ id }: { id: string }) {
  const { t } = useTranslation();
  const { name, called } = useCalled(id);
  return (
    <InlineStack gap="300" wrap={false}>
      <Link
        url={`/app/customers/${id}`}
        accessibilityLabel={t('customers.page', { id: called })}
        dataPrimaryLink
      >
        <Called id={id} name={name} />
      </Link>
      <Link
        url={`shopify://admin/customers/${id}`}
        accessibilityLabel={t('customers.open', { id: called })}
        removeUnderline
      >
        {t('customers.inShopify')}
      </Link>
    </InlineStack>
  );
}

function useCalled(id: string): { name: string | null; called: string } {
  const name = useCustomerName(id);
  return { name, called: name === null ? id : `${name} ${id}` };
}

function Called({ id, name }: { id: string; name: string | null }) {
  if (name === null) return <>{id}</>;
  return (
    <>
      {name}{' '}
      <Text as="span" variant="bodySm" tone="subdued">
        {id}
      </Text>
    </>
  );
}
