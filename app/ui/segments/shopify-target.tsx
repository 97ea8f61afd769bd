import {
  Banner,
  BlockStack,
  Button,
  InlineStack,
  Link,
  Modal,
  SkeletonBodyText,
  Text,
  TextField,
} from '@shopify/polaris';
import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../../presenters/segments-target.ts';
import { copyText, showToast } from '../app-bridge.ts';
import { useFrameHref } from '../frame-link.tsx';
import { SectionCard } from '../section-card.tsx';

const AGAIN_MS = 2_000;
/** Shopify's list of segments, from which its editor opens. */
const SHOPIFY_SEGMENTS = 'shopify://admin/customers/segments';
/** As the store records it. */
const DELETED = 'deleted in Shopify';

/** How the customers of a segment can be targeted in Shopify, as a card. */
export function ShopifyTargetCard({ target }: { target: Target }) {
  const { t } = useTranslation();
  return (
    <SectionCard title={t('segments.target.title')} help={t('segments.target.help')}>
      <TargetBody says={target.says} loaded={target} />
    </SectionCard>
  );
}

/**
 * The same behind a button, for any group that writes tags.
 *
 * @param props.says the tag without its prefix, as `lifecycle:at-risk`.
 * @param props.name what the group is called.
 */
export function ShopifyTargetButton({ says, name }: { says: string; name: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="slim"
        accessibilityLabel={t('segments.target.buttonOf', { name })}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('segments.target.button')}
      </Button>
      <Modal
        open={open}
        title={t('segments.target.titleOf', { name })}
        onClose={() => {
          setOpen(false);
        }}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="p" tone="subdued">
              {t('segments.target.help')}
            </Text>
            <TargetBody says={says} loaded={null} />
          </BlockStack>
        </Modal.Section>
      </Modal>
    </>
  );
}

function TargetBody({ says, loaded }: { says: string; loaded: Target | null }) {
  const { target, making, make } = useTarget(says, loaded);
  const { t } = useTranslation();
  if (!target) return <SkeletonBodyText lines={3} />;
  const { writing, made } = target;
  return (
    <BlockStack gap="300">
      {writing !== 'on' && (
        <Banner tone={writing === 'paused' ? 'warning' : 'info'}>
          <p>
            {t(`segments.target.writing.${writing}`)}{' '}
            <Link url="/app/settings/tags">{t('tags.title')}</Link>
          </p>
        </Banner>
      )}
      <Query text={target.query} />
      <Text as="p">{t('segments.target.steps')}</Text>
      <InlineStack gap="300" blockAlign="center">
        <Link url={SHOPIFY_SEGMENTS}>{t('segments.target.open')}</Link>
        {made?.place ? (
          <Link url={made.place}>{t('segments.target.openMade')}</Link>
        ) : (
          <Button
            disabled={writing === 'off'}
            loading={making || (made?.waiting ?? false)}
            onClick={make}
          >
            {t('segments.target.make')}
          </Button>
        )}
      </InlineStack>
      <div role="status">{made && <Made made={made} />}</div>
    </BlockStack>
  );
}

function Query({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('segments.target.query')}
      value={text}
      readOnly
      selectTextOnFocus
      monospaced
      autoComplete="off"
      connectedRight={
        <Button
          onClick={() => {
            void copyText(text).then((copied) => {
              showToast(
                t(copied ? 'segments.target.copied' : 'segments.target.notCopied'),
                !copied,
              );
            });
          }}
        >
          {t('segments.target.copy')}
        </Button>
      }
    />
  );
}

function Made({ made: { waiting, refusal, place } }: { made: NonNullable<Target['made']> }) {
  const { t } = useTranslation();
  if (waiting) return <Text as="p">{t('segments.target.waiting')}</Text>;
  if (refusal === DELETED) return <Text as="p">{t('segments.target.deleted')}</Text>;
  if (refusal !== null) {
    return (
      <Banner tone="warning">
        <p>{t('segments.target.refused', { reason: refusal })}</p>
      </Banner>
    );
  }
  return place === null ? null : <Text as="p">{t('segments.target.made')}</Text>;
}

/** The target as it was loaded, asked for again while Shopify is. */
function useTarget(says: string, loaded: Target | null) {
  const { i18n } = useTranslation();
  const href = useFrameHref();
  const url = href(`/app/segments/target?says=${encodeURIComponent(says)}`);
  const { load, submit, data, state } = useFetcher<{ target: Target | null }>();
  const target = data?.target ?? loaded;
  const missing = target === null;
  const waiting = target?.made?.waiting ?? false;
  useEffect(() => {
    if (missing) load(url);
  }, [missing, load, url]);
  useEffect(() => {
    if (!waiting || state !== 'idle') return;
    const timer = setTimeout(() => {
      load(url);
    }, AGAIN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [waiting, state, load, url]);
  return {
    target,
    making: state === 'submitting',
    make: () => {
      submit(
        { says, locale: i18n.language === 'ja' ? 'ja' : 'en' },
        { method: 'post', action: href('/app/segments/target'), encType: 'application/json' },
      );
    },
  };
}
