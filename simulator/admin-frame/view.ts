import type { World } from '../world.ts';
import { textsOf, type Locale, type Texts } from './texts.ts';

/** What every page is made with. */
export interface View {
  world: World;
  locale: Locale;
  texts: Texts;
  /** The address asked for. */
  url: URL;
}

export function viewOf(world: World, url: URL, locale: Locale): View {
  return { world, locale, texts: textsOf(locale), url };
}

/** The same page's address with other parameters; the language goes along. */
export function address(
  { locale }: Pick<View, 'locale'>,
  path: string,
  parameters: Readonly<Record<string, string>> = {},
): string {
  return `${path}?${new URLSearchParams({ ...parameters, locale }).toString()}`;
}
