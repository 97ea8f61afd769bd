import { useTranslation } from 'react-i18next';

/** What is wrong with one value. */
export interface Problem {
  path: string;
  code: string;
}

const SAID = {
  invalid_type: 'number',
  too_small: 'small',
  too_big: 'big',
  custom: 'order',
  'prefix-clash': 'clash',
  'slug-needed': 'slugNeeded',
  'slug-taken': 'slugTaken',
  invalid_format: 'format',
} as const;

/** Says what is wrong at a path; null where nothing is. */
export function useProblems(problems: readonly Problem[]): (path: string) => string | null {
  const { t } = useTranslation();
  return (path) => {
    const found = problems.find((problem) => problem.path === path);
    if (!found) return null;
    const said = SAID[found.code as keyof typeof SAID] as
      (typeof SAID)[keyof typeof SAID] | undefined;
    return t(`settings.problem.${said ?? 'other'}`);
  };
}
