import { Card } from '@shopify/polaris';
import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PageFrame } from './page-frame.tsx';

const NOT_FOUND = 404;

/** What a merchant sees when a page fails: what to do, never an internal. */
export function ErrorPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === NOT_FOUND;
  return (
    <PageFrame
      title={missing ? t('error.notFound') : t('error.title')}
      {...(missing && { back: { content: t('nav.home'), url: '/app' } })}
    >
      <Card>
        <p>{missing ? t('error.notFoundText') : t('error.text')}</p>
      </Card>
    </PageFrame>
  );
}
