import { Box, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShownChange, Step } from '../presenters/tag-changes.ts';
import { CustomerLink } from './customer-link.tsx';
import type { Format } from './format.ts';
import { Table } from './index-table.tsx';
import { useStateWords } from './state-words.ts';

/** The last tag changes with their reason. */
export function ChangesCard({ changes, format }: { changes: ShownChange[]; format: Format }) {
  const { t } = useTranslation();
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingMd">
          {t('changes.title')}
        </Text>
        {changes.length === 0 && <Text as="p">{t('changes.empty')}</Text>}
      </Box>
      {changes.length > 0 && (
        <Table
          name={{ singular: t('changes.change'), plural: t('changes.title') }}
          columns={[
            { title: t('changes.customer') },
            { title: t('changes.change') },
            { title: t('changes.because') },
            { title: t('changes.at') },
          ]}
          rows={changes.map(({ id, customerId, steps, because, at }) => ({
            id,
            cells: [
              <CustomerLink key="customer" id={customerId} />,
              <Steps key="change" steps={steps} />,
              t(`changes.reason.${because ?? 'other'}`),
              format.moment(at),
            ],
          }))}
        />
      )}
    </Card>
  );
}

function Steps({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  const words = useStateWords();
  const say = ({ from, to }: Step): string => {
    if (from && to) {
      return t('changes.fromTo', { from: words.label(from), to: words.label(to) });
    }
    if (to) return t('changes.gained', { to: words.label(to) });
    return from ? t('changes.lost', { from: words.label(from) }) : '';
  };
  return steps.map((step) => {
    const model = (step.to ?? step.from)?.model ?? 'cpm';
    return (
      <div key={model}>
        <Text as="span" tone="subdued">
          {t(`model.${model}`)}
        </Text>{' '}
        {say(step)}
      </div>
    );
  });
}
