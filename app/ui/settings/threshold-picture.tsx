import { BlockStack, RangeSlider, Text } from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { memo, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Distributions } from '../../presenters/settings-distributions.ts';
import type { Format } from '../format.ts';
import { useFrameHref } from '../frame-link.tsx';
import { drawnFor } from './distribution-fields.ts';
import { DistributionView } from './distribution-view.tsx';
import { endOf } from './sides.ts';

/** The distributions of the shop; undefined until they are there, null when there are none. */
export type Loaded = Distributions | null | undefined;

/** Fetches how the shop's customers lie, once the page stands. */
export function useDistributions(): Loaded {
  const url = useFrameHref()('/app/settings/distributions');
  const { load, data } = useFetcher<{ distributions: Distributions | null }>();
  useEffect(() => {
    load(url);
  }, [load, url]);
  return data?.distributions;
}

interface Props {
  path: string;
  label: string;
  /** What is typed, one text a threshold. */
  texts: readonly string[];
  distributions: Loaded;
  format: Format;
  /** Without it, there is no slider. */
  onChange?: (text: string) => void;
}

/** Below a threshold: a slider for it, and the shop's customers on both of its sides. */
export const ThresholdPicture = memo(Picture, isSame);

/** A picture that is told the same is the same, whatever hears of the slider. */
function isSame(before: Props, now: Props): boolean {
  const { texts, onChange, ...rest } = now;
  return (
    Object.entries(rest).every(([name, value]) => before[name as keyof typeof rest] === value) &&
    Boolean(onChange) === Boolean(before.onChange) &&
    texts.join() === before.texts.join()
  );
}

function Picture({ path, label, texts, distributions, format, onChange }: Props) {
  const { t } = useTranslation();
  const drawn = drawnFor(path);
  if (!drawn || distributions === null) return null;
  if (!distributions) {
    return (
      <div style={{ minHeight: '9rem' }}>
        <Text as="p" variant="bodySm" tone="subdued">
          {t('settings.distribution.loading')}
        </Text>
      </div>
    );
  }
  const thresholds = texts.flatMap(numberIn);
  const [first] = drawn.measures;
  const end = endOf(distributions.of[first]);
  return (
    <BlockStack gap="200">
      {onChange && thresholds.length > 0 && (
        <RangeSlider
          label={t('settings.distribution.slider', { label })}
          labelHidden
          min={0}
          max={Math.max(end, thresholds[0] ?? 0)}
          step={stepOf(end, first === 'amount')}
          value={thresholds[0] ?? 0}
          onChange={(value) => {
            onChange(String(Array.isArray(value) ? value[0] : value));
          }}
        />
      )}
      {thresholds.length > 0 &&
        drawn.measures.map((measure) => (
          <DistributionView
            key={measure}
            {...{ distributions, measure, thresholds, format }}
            exactly={drawn.exactly}
          />
        ))}
    </BlockStack>
  );
}

/** As typed on a Japanese keyboard; nothing for what is no number. */
function numberIn(text: string): number[] {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim();
  const number = Number(plain);
  return plain === '' || !Number.isFinite(number) ? [] : [number];
}

const STEPS = 200;

/** Days and orders go one by one, money in round steps. */
function stepOf(end: number, money: boolean): number {
  if (!money) return 1;
  return Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, end / STEPS))));
}
