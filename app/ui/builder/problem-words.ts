import { useTranslation } from 'react-i18next';
import type { BuilderProblem } from '../../presenters/segments-builder.ts';

/** What is wrong with one row or group, in words. */
export interface ProblemWords {
  /** At one of these paths; null where nothing is. */
  at: (...paths: string[]) => string | null;
  /** What belongs to no field. */
  other: string | null;
}

const CHOICES = ['in.states', 'reaches.states', 'kinds', 'regions', 'sources'];
const DAYS = ['compare.day', 'period.from', 'period.to'];
const OTHERS = ['of', ''];

/** Says what is wrong with the part that has this key. */
export function useProblemWords(problems: readonly BuilderProblem[], key: string): ProblemWords {
  const { t } = useTranslation();
  const own = problems.filter((problem) => problem.key === key);
  const say = ({ path, code }: BuilderProblem) => {
    if (code === 'empty') return t('builder.problem.empty');
    if (code === 'too-large') return t('builder.problem.large');
    if (path === 'products') return t('builder.problem.products');
    if (CHOICES.includes(path)) return t('builder.problem.choose');
    if (code === 'custom') return t('builder.problem.range');
    if (DAYS.includes(path)) return t('builder.problem.day');
    if (code === 'too_small') return t('settings.problem.small');
    return t(code === 'too_big' ? 'settings.problem.big' : 'settings.problem.number');
  };
  const saidAt = (paths: readonly string[]) => {
    const found = own.find(({ path }) => paths.includes(path));
    return found ? say(found) : null;
  };
  return { at: (...paths) => saidAt(paths), other: saidAt(OTHERS) };
}
