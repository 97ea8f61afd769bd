import { Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../section-card.tsx';

const LANGUAGES = ['admin', 'ja', 'en'] as const;
/** The language of the pages; `admin` follows that of the merchant's admin. */
export type Language = (typeof LANGUAGES)[number];

interface Props {
  language: Language;
  saving: boolean;
  onChange: (language: Language) => void;
}

/** In which language the app speaks to everybody of the shop. */
export function LanguageCard({ language, saving, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('settings.language.title')} help={t('settings.language.help')}>
      <Select
        label={t('settings.language.title')}
        labelHidden
        disabled={saving}
        options={LANGUAGES.map((each) => ({ value: each, label: t(`settings.language.${each}`) }))}
        value={language}
        onChange={(chosen) => {
          onChange(chosen as Language);
        }}
      />
    </SectionCard>
  );
}
