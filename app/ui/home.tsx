import { Banner, Card, EmptyState, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HomeScreen, Overview } from '../presenters/home-screen.ts';
import type { Work } from '../presenters/progress.ts';
import { CpmBoard, LifecycleBoard } from './boards.tsx';
import { ChangesCard } from './changes-card.tsx';
import { useFormat } from './format.ts';
import { PageFrame } from './page-frame.tsx';
import { TaggingCard } from './tagging-card.tsx';
import { useProgress } from './use-progress.ts';
import { BoardSkeletons, WorkCard } from './work-card.tsx';

interface Props {
  screen: HomeScreen;
  starting: boolean;
  onStart: () => void;
  onRetry: () => void;
}

/** The first page. */
export function Home({ screen, starting, onStart, onRetry }: Props) {
  const { t } = useTranslation();
  const { work } = useProgress(screen.progress);
  const { overview } = screen;
  return (
    <PageFrame title={t('home.title')}>
      <WorkCard work={work} onRetry={onRetry} />
      {overview ? (
        <Customers overview={overview} work={work} starting={starting} onStart={onStart} />
      ) : (
        work.step !== 'failed' && <BoardSkeletons />
      )}
    </PageFrame>
  );
}

type CustomersProps = Pick<Props, 'starting' | 'onStart'> & { overview: Overview; work: Work };

function Customers({ overview, work, starting, onStart }: CustomersProps) {
  const format = useFormat(overview);
  if (overview.boards.cpm.customers === 0) return <NoCustomers />;
  const { offer, changes } = overview;
  return (
    <>
      {offer && <TaggingCard offer={offer} format={format} starting={starting} onStart={onStart} />}
      {!offer && <Tagged work={work} />}
      <CpmBoard overview={overview} format={format} />
      <LifecycleBoard overview={overview} format={format} />
      <ChangesCard changes={changes} format={format} />
    </>
  );
}

function Tagged({ work }: { work: Work }) {
  const { t, i18n } = useTranslation();
  if (work.step !== 'idle') return null;
  const tagged = new Intl.NumberFormat(i18n.language).format(work.tagged);
  return (
    <Banner tone={work.exceptions > 0 ? 'warning' : 'success'}>
      <Text as="p">{t('tagging.done', { tagged })}</Text>
      {work.exceptions > 0 && (
        <Text as="p">{t('tagging.exceptions', { count: work.exceptions })}</Text>
      )}
    </Banner>
  );
}

function NoCustomers() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState heading={t('home.empty.title')} image="">
        <p>{t('home.empty.text')}</p>
      </EmptyState>
    </Card>
  );
}
