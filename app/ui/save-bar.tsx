import { createElement, useEffect } from 'react';
import { showSaveBar } from './app-bridge.ts';

interface Props {
  id: string;
  /** Whether there is anything to save. */
  open: boolean;
  save: string;
  discard: string;
  onSave: () => void;
  onDiscard: () => void;
}

/** The admin's own bar for unsaved changes; App Bridge takes the buttons from here. */
export function SaveBar({ id, open, save, discard, onSave, onDiscard }: Props) {
  useEffect(() => {
    showSaveBar(id, open);
  }, [id, open]);
  return createElement(
    'ui-save-bar',
    { id },
    createElement('button', { variant: 'primary', type: 'button', onClick: onSave }, save),
    createElement('button', { type: 'button', onClick: onDiscard }, discard),
  );
}
