import type { Resources } from '../en.ts';

export const ja: Resources['names'] = {
  title: 'お名前',
};
