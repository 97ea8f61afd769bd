import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportScreen } from '../../presenters/report-screen.ts';
import { useFormat, type Format } from '../format.ts';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { useRefresh } from '../use-refresh.ts';
import { BoardSkeletons } from '../work-card.tsx';

type Asked<Shown, Question> = Exclude<ReportScreen<Shown, Question>, { unready: unknown }>;

interface Props<Shown, Question> {
  title: string;
  subtitle: string;
  screen: ReportScreen<Shown, Question>;
  /** What the report can be asked: a period, a channel. */
  controls: (asked: Asked<Shown, Question>, format: Format) => ReactNode;
  children: (shown: Shown, format: Format, asked: Asked<Shown, Question>) => ReactNode;
}

const PERCENT = 100;

/** A page of a prepared report: what it waits for, as of when it is, and its cards. */
export function ReportFrame<Shown, Question>({
  title,
  subtitle,
  screen,
  controls,
  children,
}: Props<Shown, Question>) {
  const { t } = useTranslation();
  return (
    <PageFrame
      title={title}
      subtitle={subtitle}
      back={{ content: t('reports.title'), url: '/app/reports' }}
      waits={'unready' in screen}
    >
      {'unready' in screen ? (
        <NotReady why={screen.unready} />
      ) : (
        <Opened {...{ screen, controls, children }} />
      )}
    </PageFrame>
  );
}

type OpenedProps<Shown, Question> = Pick<Props<Shown, Question>, 'controls' | 'children'> & {
  screen: Asked<Shown, Question>;
};

/** What a prepared report says below its controls; also as a part of a larger page. */
export function Opened<Shown, Question>({
  screen,
  controls,
  children,
}: OpenedProps<Shown, Question>) {
  const format = useFormat(screen.place);
  const { report } = screen;
  useRefresh(report.state === 'making' || (report.state === 'ready' && report.renewing));
  return (
    <>
      <Card>
        <BlockStack gap="300">
          {controls(screen, format)}
          <AsOf {...{ report, format }} />
        </BlockStack>
      </Card>
      {report.state === 'making' && <Making {...{ report, format }} />}
      {report.state === 'failed' && <Failed />}
      {report.state === 'ready' && children(report.shown, format, screen)}
    </>
  );
}

interface AsOfProps {
  report: Asked<unknown, unknown>['report'];
  format: Format;
}

function AsOf({ report, format }: AsOfProps) {
  const { t } = useTranslation();
  const renew = useFetcher();
  if (report.state !== 'ready') return null;
  const { asOf, madeAt, renewing } = report;
  return (
    <InlineStack gap="300" align="space-between" blockAlign="center">
      <Text as="p" variant="bodySm" tone="subdued">
        {t('reports.asOf', { day: format.day(asOf), moment: format.moment(madeAt) })}
        {t('between')}
        {renewing && t('reports.renewing')}
      </Text>
      <renew.Form method="post">
        <Button submit size="slim" disabled={renewing} loading={renew.state !== 'idle'}>
          {t('reports.renew')}
        </Button>
      </renew.Form>
    </InlineStack>
  );
}

interface MakingProps {
  report: { done: number; all: number | null };
  format: Format;
}

function Making({ report: { done, all }, format }: MakingProps) {
  const { t } = useTranslation();
  return (
    <>
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd" id="making">
            {t('reports.making')}
          </Text>
          <ProgressBar
            progress={all ? Math.min(PERCENT, (done / all) * PERCENT) : 0}
            size="small"
            ariaLabelledBy="making"
          />
          <div role="status">
            {all !== null && (
              <Text as="p">
                {t('reports.progress', { done: format.number(done), all: format.number(all) })}
              </Text>
            )}
          </div>
          <Text as="p" tone="subdued">
            {t('reports.makingText')}
          </Text>
        </BlockStack>
      </Card>
      <BoardSkeletons />
    </>
  );
}

function Failed() {
  const { t } = useTranslation();
  const renew = useFetcher();
  const again = {
    content: t('work.retry'),
    onAction: () => {
      renew.submit(null, { method: 'post' });
    },
  };
  return (
    <Banner tone="critical" title={t('reports.failed')} action={again}>
      <p>{t('reports.failedText')}</p>
    </Banner>
  );
}
