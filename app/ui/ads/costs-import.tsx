import { Banner, BlockStack, Button, InlineStack, List, Text } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdCostChange, AdCostsPreview } from '../../presenters/ads-screen.ts';
import { showToast } from '../app-bridge.ts';
import { Confirm } from '../confirm.tsx';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { saveText } from '../save-file.ts';
import { useCostReason } from './cost-reason.ts';

const TEMPLATE = ['source,month,cost', 'google,2026-05,120000', 'line,2026-05,30000', ''].join(
  '\r\n',
);

interface Props {
  format: Format;
  onSave: (cells: readonly AdCostChange[]) => void;
}

/** Takes costs from a file: looks at all of it, asks, and only then has them saved. */
export function CostsImport({ format, onSave }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { reading, preview, read, forget } = useRead();
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={t('reportAds.costs.import')}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void read(file);
            target.value = '';
          }}
        />
        <Button loading={reading} onClick={() => input.current?.click()}>
          {t('reportAds.costs.import')}
        </Button>
        <Button
          variant="plain"
          onClick={() => {
            saveText(TEMPLATE, 'kizuna-ad-costs.csv');
          }}
        >
          {t('reportAds.costs.template')}
        </Button>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {t('reportAds.costs.importHelp')}
      </Text>
      {preview && 'refusal' in preview && <Refused refused={preview} format={format} />}
      <Asking {...{ preview, format, onSave }} onClose={forget} />
    </BlockStack>
  );
}

type AskingProps = Props & { preview: AdCostsPreview | null; onClose: () => void };

function Asking({ preview, format, onSave, onClose }: AskingProps) {
  const { t } = useTranslation();
  const fine = preview && 'cells' in preview ? preview : null;
  const texts = fine && [
    t('reportAds.costs.confirmNew', { cells: format.number(fine.cells.length) }),
    ...(fine.replaced > 0
      ? [t('reportAds.costs.confirmReplaced', { replaced: format.number(fine.replaced) })]
      : []),
  ];
  return (
    <Confirm
      open={fine !== null}
      title={t('reportAds.costs.confirmTitle')}
      texts={texts ?? []}
      yes={t('reportAds.costs.yes')}
      no={t('reportAds.costs.no')}
      onYes={() => {
        if (fine) onSave(fine.cells);
      }}
      onClose={onClose}
    />
  );
}

interface RefusedProps {
  refused: Extract<AdCostsPreview, { refusal: string }>;
  format: Format;
}

function Refused({ refused: { refusal, rows, badRows }, format }: RefusedProps) {
  const { t } = useTranslation();
  const say = useCostReason();
  return (
    <Banner tone="critical" title={t('reportAds.costs.refused')}>
      {badRows === 0 ? (
        <p>{say(refusal)}</p>
      ) : (
        <BlockStack gap="100">
          <p>{t('reportAds.costs.badRows', { count: badRows })}</p>
          <List>
            {rows.map(({ line, reason }) => (
              <List.Item key={line}>
                {t('reportAds.costs.line', { line: format.number(line), reason: say(reason) })}
              </List.Item>
            ))}
          </List>
          {badRows > rows.length && (
            <p>{t('reportAds.costs.more', { count: badRows - rows.length })}</p>
          )}
        </BlockStack>
      )}
    </Banner>
  );
}

/** Has a file read; what it would do stays until it is forgotten or another one is read. */
function useRead() {
  const { t } = useTranslation();
  const url = useFrameHref()('/app/reports/ads/costs');
  const [reading, setReading] = useState(false);
  const [preview, setPreview] = useState<AdCostsPreview | null>(null);
  const read = async (file: File) => {
    setReading(true);
    setPreview(null);
    const body = new FormData();
    body.set('file', file);
    const response = await fetch(url, { method: 'POST', body }).catch(() => null);
    if (response?.ok) setPreview((await response.json()) as AdCostsPreview);
    else showToast(t('reportAds.costs.failed'), true);
    setReading(false);
  };
  return {
    reading,
    preview,
    read,
    forget: () => {
      setPreview(null);
    },
  };
}
