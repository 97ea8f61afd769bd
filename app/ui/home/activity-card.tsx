import { InlineGrid, Link } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Activity, Movement } from '../../presenters/activity.ts';
import { Figure } from '../figure.tsx';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { activityUrl } from './activity-url.ts';

const KEYS = ['active', 'new', 'revived', 'lapsed'] as const;

/** 稼働顧客数, and what has moved it this month. */
export function ActivityCard({ figures, format }: { figures: Activity; format: Format }) {
  const { t } = useTranslation();
  const { running, previous, lastYear } = figures;
  const day = format.day(running.until);
  const count = (value: number | null) =>
    value === null ? t('board.none') : t('board.people', { customers: format.number(value) });
  return (
    <SectionCard
      title={t('homePage.activity.title', { day })}
      help={t('homePage.activity.help', { day })}
    >
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        {KEYS.map((key) => (
          <Figure
            key={key}
            label={t(`homePage.activity.${key}`)}
            value={<Count of={key} figures={figures} format={format} />}
            help={t(`homePage.activity.${key}Help`)}
            note={t('homePage.activity.then', {
              previous: count(previous[key]),
              lastYear: count(lastYear[key]),
            })}
          />
        ))}
      </InlineGrid>
    </SectionCard>
  );
}

interface CountProps {
  of: keyof Movement;
  figures: Activity;
  format: Format;
}

function Count({ of, figures, format }: CountProps) {
  const { t } = useTranslation();
  const value = figures.running[of];
  if (value === null) return t('board.none');
  const customers = format.number(value);
  const shown = t('board.people', { customers });
  if (value === 0) return shown;
  const label = t(`homePage.activity.${of}`);
  return (
    <Link
      url={activityUrl(of, figures)}
      accessibilityLabel={t('homePage.activity.show', { label, customers })}
    >
      {shown}
    </Link>
  );
}
