import { useTranslation } from 'react-i18next';
import type { Field } from '../../presenters/settings-screen.ts';
import type { Format } from '../format.ts';
import { useFieldWords } from './field-words.ts';

/** One setting that became another; null where there was or is none. */
export interface Change {
  path: string;
  /** The saved segment it belongs to. */
  segment: string | null;
  from?: unknown;
  to?: unknown;
}

/** Says what was changed in one line. */
export function useChangeWords(
  fields: readonly Field[],
  minorPerUnit: number,
  format: Format,
): (change: Change) => string {
  const { t } = useTranslation();
  const label = useLabel(fields, format);
  const value = useValue(fields, minorPerUnit, format);
  return (change) => {
    const { path, segment, from = null, to = null } = change;
    if (path === 'segments') {
      const name = segment ?? '';
      return t(from === null ? 'settings.change.segmentAdded' : 'settings.change.segmentDeleted', {
        name,
      });
    }
    const changed = label(change);
    if (!isPlain(from) || !isPlain(to)) return t('settings.change.changed', { label: changed });
    return t('settings.change.fromTo', {
      label: changed,
      from: value(path, from),
      to: value(path, to),
    });
  };
}

const TAGGING = ['prefix', 'models', 'segments', 'whenRemoved', 'metafields'] as const;
const OF_SEGMENTS = ['name', 'slug', 'tag', 'rule'] as const;

function useLabel(fields: readonly Field[], format: Format): (change: Change) => string {
  const { t } = useTranslation();
  const words = useFieldWords(format);
  return ({ path, segment }) => {
    const [section = '', ...names] = path.split('.');
    const known = fields.some((field) => field.path === path || field.path.startsWith(`${path}.`));
    const list = names[0] === 'minimumEvents' || names[0] === 'points';
    if (known) {
      const own = list && names.length > 1 ? `${section}.${names[0]}` : null;
      const parts = own ? [words.label(own), words.label(path)] : [words.label(path)];
      return [t(`settings.group.${section as 'cpm'}.title`), ...parts].join(' › ');
    }
    const tagging = TAGGING.find((name) => path === `tagging.${name}`);
    if (tagging) return t(`settings.change.tagging.${tagging}`);
    if (path === 'language') return t('settings.language.title');
    if (section === 'products') return t(`reportProducts.roles.${names[0] as 'trial'}`);
    const part = OF_SEGMENTS.find((name) => path === `segments.${name}`);
    if (part) return t(`settings.change.segment.${part}`, { name: segment ?? '' });
    if (section === 'roles' || section === 'inserts') {
      const step = t(`state.next.${names[0] as 'experience'}.label`);
      return t(`settings.change.${section === 'roles' ? 'role' : 'insert'}`, { step });
    }
    return t(section === 'counting' ? 'counting.title' : 'counting.sources');
  };
}

/** Lists of ids, which say nothing to a merchant. */
const PRODUCTS: readonly string[] = ['products.trial', 'products.main'];

/** What fits into a line. */
function isPlain(value: unknown): boolean {
  return (
    value === null ||
    ['string', 'number', 'boolean'].includes(typeof value) ||
    (Array.isArray(value) && value.every((each) => ['string', 'number'].includes(typeof each)))
  );
}

function useValue(
  fields: readonly Field[],
  minorPerUnit: number,
  format: Format,
): (path: string, value: unknown) => string {
  const { t } = useTranslation();
  const words = useFieldWords(format);
  const say = (path: string, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'settings.change.on' : 'settings.change.off');
    if (path === 'language') return t(`settings.language.${(value ?? 'admin') as 'admin'}`);
    if (path === 'tagging.whenRemoved') return t(`tags.whenRemoved.${value as 'repair'}`);
    if (PRODUCTS.includes(path)) {
      const count = Array.isArray(value) ? value.length : 0;
      return t('settings.change.products', { count, products: format.number(count) });
    }
    if (Array.isArray(value)) {
      const each = (one: unknown) =>
        path === 'tagging.models' ? t(`model.${String(one) as 'cpm'}`) : say(path, one);
      return value.length === 0 ? t('board.none') : value.map(each).join(' / ');
    }
    const field = fields.find((one) => one.path === path || one.path.startsWith(`${path}.`));
    if (value === null) return field ? t('settings.notAsked') : t('board.none');
    if (!field) return `“${value as string}”`;
    const scale = { money: 1 / minorPerUnit, percent: 100 } as Record<string, number>;
    const text =
      typeof value === 'number'
        ? Number((value * (scale[field.unit] ?? 1)).toFixed(6))
        : (value as string);
    return words.value(field, String(text));
  };
  return say;
}
