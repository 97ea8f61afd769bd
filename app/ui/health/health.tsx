import { Button, Card, InlineStack, Link } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthScreen } from '../../presenters/health-screen.ts';
import type { Unready } from '../../presenters/readiness.ts';
import { showToast } from '../app-bridge.ts';
import { MonthsBuilding } from '../months-building.tsx';
import { useFormat } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { MonthPicker } from '../month-picker.tsx';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { saveFile } from '../save-file.ts';
import { useRefresh } from '../use-refresh.ts';
import { Sheet } from './sheet.tsx';

interface Props {
  screen: HealthScreen | Unready | 'building';
}

/** The page of the monthly health report: the sheet as it will be printed, and its file. */
export function HealthPage({ screen }: Props) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={t('reportHealth.title')}
      subtitle={t('reportHealth.subtitle')}
      waits={typeof screen === 'string'}
      back={{ content: t('reports.title'), url: '/app/reports' }}
    >
      {screen === 'building' && <MonthsBuilding />}
      {typeof screen === 'string' && screen !== 'building' && <NotReady why={screen} />}
      {typeof screen === 'object' && <Preview screen={screen} />}
    </PageFrame>
  );
}

function Preview({ screen: { months, sheet } }: { screen: HealthScreen }) {
  const { t } = useTranslation();
  const format = useFormat(sheet);
  useRefresh(sheet.preparing);
  return (
    <>
      <Card>
        <InlineStack gap="400" align="space-between" blockAlign="end">
          <MonthPicker months={months} format={format} />
          <InlineStack gap="300" blockAlign="center">
            <Link url={`/app/reports/diagnosis?month=${sheet.month}&part=calendar`}>
              {t('reportHealth.details')}
            </Link>
            <Download month={sheet.month} />
          </InlineStack>
        </InlineStack>
      </Card>
      <Card padding={{ xs: '0', sm: '400' }}>
        <Sheet sheet={sheet} format={format} heading="h2" />
      </Card>
    </>
  );
}

/** A file that is fetched: a plain link would carry no session token. */
function Download({ month }: { month: string }) {
  const { t, i18n } = useTranslation();
  const [saving, setSaving] = useState(false);
  const { language } = i18n;
  const url = useFrameHref()(`/app/reports/health/file?month=${month}&locale=${language}`);
  return (
    <Button
      variant="primary"
      loading={saving}
      onClick={() => {
        setSaving(true);
        void saveFile(url, `kizuna-health-${month}-${language}.html`).then((saved) => {
          setSaving(false);
          if (!saved) showToast(t('tableFile.failed'), true);
        });
      }}
    >
      {t('reportHealth.download')}
    </Button>
  );
}
