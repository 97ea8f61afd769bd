import { BlockStack, ChoiceList, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CountingScreen } from '../../presenters/counting-screen.ts';
import type { Format } from '../format.ts';
import { SectionCard } from '../section-card.tsx';
import { TagList } from './tag-list.tsx';

export type Rules = CountingScreen['counting'];

interface Props {
  rules: Rules;
  channels: CountingScreen['channels'];
  format: Format;
  onChange: (rules: Rules) => void;
}

/** Which orders and customers count. */
export function RulesCard({ rules, channels, format, onChange }: Props) {
  const { t } = useTranslation();
  const change = (part: Partial<Rules>) => {
    onChange({ ...rules, ...part });
  };
  return (
    <SectionCard title={t('counting.title')} help={t('counting.help')}>
      <BlockStack gap="500">
        <Channels {...{ rules, channels, format, change }} />
        <ChoiceList
          title={t('counting.kinds')}
          allowMultiple
          choices={[
            { value: 'business', label: t('counting.business') },
            { value: 'free', label: t('counting.free') },
          ]}
          selected={[
            ...(rules.leaveOutBusiness ? [] : ['business']),
            ...(rules.countFreeOrders ? ['free'] : []),
          ]}
          onChange={(chosen) => {
            change({
              leaveOutBusiness: !chosen.includes('business'),
              countFreeOrders: chosen.includes('free'),
            });
          }}
        />
        <TagList
          label={t('counting.orderTags')}
          help={t('counting.orderTagsHelp')}
          tags={rules.leaveOutOrderTags}
          onChange={(leaveOutOrderTags) => {
            change({ leaveOutOrderTags });
          }}
        />
        <TagList
          label={t('counting.customerTags')}
          help={t('counting.customerTagsHelp')}
          tags={rules.leaveOutCustomerTags}
          onChange={(leaveOutCustomerTags) => {
            change({ leaveOutCustomerTags });
          }}
        />
      </BlockStack>
    </SectionCard>
  );
}

type ChannelProps = Pick<Props, 'rules' | 'channels' | 'format'> & {
  change: (part: Partial<Rules>) => void;
};

/** A channel that is left out and has no order any more is kept as it is. */
function Channels({ rules, channels, format, change }: ChannelProps) {
  const { t } = useTranslation();
  const { leaveOutChannels } = rules;
  const ids = channels.map(({ id }) => id);
  if (channels.length === 0) return <Text as="p">{t('counting.noChannels')}</Text>;
  return (
    <ChoiceList
      title={t('counting.channels')}
      allowMultiple
      choices={channels.map(({ id, name, orders }) => ({
        value: id,
        label: t('counting.channel', {
          name: name ?? (id || t('counting.noChannel')),
          orders: format.number(orders),
        }),
      }))}
      selected={ids.filter((id) => !leaveOutChannels.includes(id))}
      onChange={(chosen) => {
        const others = leaveOutChannels.filter((id) => !ids.includes(id));
        change({ leaveOutChannels: [...others, ...ids.filter((id) => !chosen.includes(id))] });
      }}
    />
  );
}
