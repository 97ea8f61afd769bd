import { en } from './en.ts';
import { ja } from './ja.ts';
import { learn } from './words.ts';

learn('en', en);
learn('ja', ja);

/** Knows every language; for whoever serves more than one. */
export { wordsIn } from './words.ts';
