import { Card } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PageFrame } from '../ui/page-frame.tsx';

/** Where visitors without a shop end: the app lives in the admin only. */
export default function Login() {
  const { t } = useTranslation();
  return (
    <PageFrame title={t('error.login')}>
      <Card>
        <p>{t('error.loginText')}</p>
      </Card>
    </PageFrame>
  );
}
