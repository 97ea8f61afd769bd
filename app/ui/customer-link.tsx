import { InlineStack, Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** A customer's number, which opens the customer in Shopify's admin. */
export function CustomerLink({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <Link url={`shopify://admin/customers/${id}`} accessibilityLabel={t('customers.open', { id })}>
      {id}
    </Link>
  );
}

/** A customer's number, which opens the customer's page here, and the way to Shopify's. */
export function CustomerLinks({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="300" wrap={false}>
      <Link
        url={`/app/customers/${id}`}
        accessibilityLabel={t('customers.page', { id })}
        dataPrimaryLink
      >
        {id}
      </Link>
      <Link
        url={`shopify://admin/customers/${id}`}
        accessibilityLabel={t('customers.open', { id })}
        removeUnderline
      >
        {t('customers.inShopify')}
      </Link>
    </InlineStack>
  );
}
