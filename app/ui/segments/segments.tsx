import { Badge, Card, EmptyState, Link, Text } from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Fraction } from '../../presenters/progress.ts';
import type { SegmentsScreen } from '../../presenters/segments-screen.ts';
import { customersUrl } from '../customers-url.ts';
import { ExportButton } from '../export-button.tsx';
import { useFormat } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { Table } from '../index-table.tsx';
import { NotReady } from '../not-ready.tsx';
import { PageFrame } from '../page-frame.tsx';
import { SectionCard } from '../section-card.tsx';
import { RecountCard } from '../settings/recount-card.tsx';
import { useRefresh } from '../use-refresh.ts';
import { useConditionWords } from './condition-words.ts';
import { ShopifyTargetButton } from './shopify-target.tsx';

interface Props {
  screen: SegmentsScreen;
  recounting: Fraction | null;
}

/** The segments that the merchant has saved. */
export function Segments({ screen, recounting }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const href = useFrameHref();
  const format = useFormat(screen);
  useRefresh(recounting !== null);
  const add = {
    content: t('segments.add'),
    disabled: screen.unready !== null,
    onAction: () => {
      navigate(href('/app/segments/new'));
    },
  };
  return (
    <PageFrame
      title={t('segments.title')}
      subtitle={t('segments.subtitle')}
      primaryAction={add}
      waits={screen.unready !== null}
    >
      {recounting && <RecountCard progress={recounting} format={format} />}
      {screen.unready ? (
        <NotReady why={screen.unready} teaches={t('segments.teaches')} />
      ) : screen.segments.length === 0 ? (
        <Card>
          <EmptyState heading={t('segments.empty')} image="">
            <p>{t('segments.emptyText')}</p>
          </EmptyState>
        </Card>
      ) : (
        <List screen={screen} />
      )}
    </PageFrame>
  );
}

function List({ screen }: { screen: SegmentsScreen }) {
  const { t } = useTranslation();
  const format = useFormat(screen);
  const words = useConditionWords(screen, format);
  const columns = [
    { title: t('segments.name') },
    { title: t('board.customers'), help: t('segments.countHelp'), numeric: true },
    { title: t('segments.tag'), help: t('segments.tagHelp') },
    { title: t('segments.meaning') },
    { title: t('segments.target.button'), hidden: true },
  ] as const;
  const sheet = {
    name: t('segments.title'),
    header: columns.slice(0, 4).map(({ title }) => title),
    rows: screen.segments.map(({ name, customers, tag, condition }) => [
      ...[name, customers, tag, words(condition)],
    ]),
  };
  return (
    <SectionCard
      title={t('segments.list')}
      help={t('segments.listHelp')}
      actions={<ExportButton sheet={sheet} />}
      table={
        <Table
          name={{ singular: t('segments.name'), plural: t('segments.title') }}
          columns={[...columns]}
          rows={screen.segments.map(({ id, name, customers, tag, says, condition }) => ({
            id: String(id),
            cells: [
              <Link key="name" url={`/app/segments/${id}`} dataPrimaryLink>
                {name}
              </Link>,
              <Link
                key="customers"
                url={customersUrl({ segment: id })}
                accessibilityLabel={t('segments.listOf', {
                  name,
                  customers: format.number(customers),
                })}
                removeUnderline
              >
                {format.number(customers)}
              </Link>,
              <Badge key="tag">{tag ?? t('segments.tagOff')}</Badge>,
              <Words key="words" text={words(condition)} />,
              tag !== null && <ShopifyTargetButton key="target" says={says} name={name} />,
            ],
          }))}
        />
      }
    />
  );
}

/** Cells of a table keep to one line; sentences do not. */
function Words({ text }: { text: string }) {
  return (
    <div style={{ whiteSpace: 'normal', minWidth: '16rem' }}>
      <Text as="span">{text}</Text>
    </div>
  );
}
