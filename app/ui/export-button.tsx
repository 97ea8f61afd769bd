import { ActionList, Button, Popover } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from './app-bridge.ts';
import { useFrameHref } from './frame-link.tsx';
import { saveFile } from './save-file.ts';

/** A table as a spreadsheet gets it: raw numbers, ISO days. */
export interface Sheet {
  /** The file's name, without its ending. */
  name: string;
  header: string[];
  rows: (string | number | null)[][];
}

type Encoding = 'utf-8' | 'shift_jis';

/** Saves a table as CSV, in the encoding the merchant's spreadsheet wants. */
export function ExportButton({ sheet }: { sheet: Sheet }) {
  const url = useFrameHref()('/app/table-file');
  return (
    <EncodingMenu
      about={sheet.name}
      onChoose={(encoding) => {
        const rows = [sheet.header, ...sheet.rows];
        return saveFile(url, `${sheet.name}.csv`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ encoding, rows }),
        });
      }}
    />
  );
}

interface MenuProps {
  /** What the file is about, for those who do not see where the button stands. */
  about: string;
  /** @returns whether the file was saved. */
  onChoose: (encoding: Encoding) => Promise<boolean>;
}

/** A button that asks for the encoding of a file. */
export function EncodingMenu({ about, onChoose }: MenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = (encoding: Encoding) => ({
    content: t(`tableFile.${encoding}`),
    onAction: () => {
      setOpen(false);
      void onChoose(encoding).then((saved) => {
        if (!saved) showToast(t('tableFile.failed'), true);
      });
    },
  });
  return (
    <Popover
      active={open}
      activator={
        <Button
          size="slim"
          disclosure
          accessibilityLabel={t('tableFile.about', { about })}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t('tableFile.button')}
        </Button>
      }
      onClose={() => {
        setOpen(false);
      }}
    >
      <ActionList items={[choose('utf-8'), choose('shift_jis')]} />
    </Popover>
  );
}
