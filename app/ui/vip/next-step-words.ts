import type { TFunction } from 'i18next';
import type { VipScreen } from '../../presenters/vip-screen.ts';

type Step = keyof VipScreen['roles'];

/** A next step as it is offered: the role, and the sentence. */
export interface NextStepWords {
  name: string;
  sentence: string;
}

/** A next step in the merchant's own words; in those of the app where there are none. */
export function nextStepWords(
  { roles }: Pick<VipScreen, 'roles'>,
  step: Step,
  t: TFunction,
): NextStepWords {
  return roles[step] ?? firstWords(step, t);
}

/** The words of the app for a next step. */
export function firstWords(step: Step, t: TFunction): NextStepWords {
  return { name: t(`vipPage.role.${step}.name`), sentence: t(`vipPage.role.${step}.sentence`) };
}
