import { Button } from '@shopify/polaris';
import { useDeferredValue, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton, type Sheet } from '../export-button.tsx';
import { SectionCard } from '../section-card.tsx';

interface Props {
  title: string;
  /** What is shown and how it is counted. */
  help: string;
  /** The picture. */
  children: ReactNode;
  /** The same numbers as a table, which reaches to the card's edges. */
  table: ReactNode;
  sheet: Sheet;
}

/** A chart with its table twin and its file. */
export function ChartCard({ title, help, children, table, sheet }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const tableOpen = useDeferredValue(open);
  const id = useId();
  return (
    <SectionCard
      title={title}
      help={help}
      actions={
        <>
          <Button
            size="slim"
            ariaExpanded={open}
            ariaControls={id}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {t(open ? 'chart.hideTable' : 'chart.showTable')}
          </Button>
          <ExportButton sheet={sheet} />
        </>
      }
      table={
        <div id={id} hidden={!open}>
          {tableOpen && table}
        </div>
      }
    >
      {children}
    </SectionCard>
  );
}
