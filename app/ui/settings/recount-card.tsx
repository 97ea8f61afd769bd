import { useTranslation } from 'react-i18next';
import type { Fraction } from '../../presenters/progress.ts';
import type { Format } from '../format.ts';
import { ProgressCard } from '../progress-card.tsx';

/** How many customers follow the newest settings already. */
export function RecountCard({ progress, format }: { progress: Fraction; format: Format }) {
  const { t } = useTranslation();
  const { done, all } = progress;
  const numbers = { done: format.number(done), all: format.number(all ?? 0) };
  return (
    <ProgressCard
      progress={progress}
      title={t('settings.recounting', numbers)}
      help={t('settings.recountingHelp')}
    />
  );
}
