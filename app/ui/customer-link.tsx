import { Link } from '@shopify/polaris';
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
