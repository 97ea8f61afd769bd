import { useTranslation } from 'react-i18next';
import { showToast } from '../app-bridge.ts';
import { SaveBar } from '../save-bar.tsx';
import type { DraftHandle } from './use-draft.ts';

interface Props {
  id: string;
  /** Something is changed. */
  open: boolean;
  handle: DraftHandle | null;
  /** What was counted is not what stands on the page now. */
  outdated: boolean;
  onAsk: () => void;
  onDiscard: () => void;
}

/** Saves what was counted; what was not is counted first. */
export function DraftSaveBar({ id, open, handle, outdated, onAsk, onDiscard }: Props) {
  const { t } = useTranslation();
  const counted = handle?.draft?.status === 'done' && !outdated;
  return (
    <SaveBar
      id={id}
      open={open}
      save={t('settings.save')}
      discard={t('settings.discard')}
      onSave={() => {
        if (counted) handle.save();
        else {
          showToast(t('settings.askFirst'));
          onAsk();
        }
      }}
      onDiscard={onDiscard}
    />
  );
}
