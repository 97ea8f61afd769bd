import { useEffect, useRef, useState } from 'react';
import type {
  BuilderGroup,
  BuilderNode,
  BuilderProblem,
} from '../../presenters/segments-builder.ts';
import type { BuilderScreen, ProductName } from '../../presenters/segments-screen.ts';
import { added, changed, freshKey } from './tree.ts';

/** What stands in the builder, and how it is changed. */
export interface Builder {
  screen: BuilderScreen;
  draft: BuilderGroup;
  problems: readonly BuilderProblem[];
  /** Products whose titles are known by now. */
  products: readonly ProductName[];
  learn: (products: readonly ProductName[]) => void;
  /** Turns a part into another; null takes it out. */
  change: (key: string, into: (node: BuilderNode) => BuilderNode | null) => void;
  add: (groupKey: string, what: 'row' | 'group') => void;
  remove: (key: string, groupKey: string) => void;
}

/** The state of a builder; the focus follows what is added and stays near what is taken out. */
export function useBuilder(
  screen: BuilderScreen,
  draft: BuilderGroup,
  setDraft: (draft: BuilderGroup) => void,
  problems: readonly BuilderProblem[],
): Builder {
  const [products, setProducts] = useState<readonly ProductName[]>(screen.products);
  const focus = useFocus();
  return {
    ...{ screen, draft, problems, products },
    learn: (found) => {
      setProducts((before) => [...before, ...found]);
    },
    change: (key, into) => {
      setDraft(changed(draft, key, into));
    },
    add: (groupKey, what) => {
      const row = { ...screen.blank, key: freshKey(draft) };
      const node: BuilderNode =
        what === 'row'
          ? row
          : { key: `${row.key}-group`, nots: 0, join: 'any', bare: false, of: [row] };
      setDraft(added(draft, groupKey, node));
      focus(`builder-field-${row.key}`);
    },
    remove: (key, groupKey) => {
      setDraft(changed(draft, key, () => null));
      focus(`builder-add-${groupKey}`);
    },
  };
}

function useFocus(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => {
    wanted.current = id;
  };
}
