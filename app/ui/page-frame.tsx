import { BlockStack, Page } from '@shopify/polaris';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  subtitle?: string;
  back?: { content: string; url: string };
  children: ReactNode;
}

/** A page of the app: its title and its cards, one below the other. */
export function PageFrame({ title, subtitle, back, children }: Props) {
  return (
    <main>
      <Page title={title} {...(subtitle && { subtitle })} {...(back && { backAction: back })}>
        <BlockStack gap="400">{children}</BlockStack>
      </Page>
    </main>
  );
}
