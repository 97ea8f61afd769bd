import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SHOTS = path.resolve(import.meta.dirname, '../../.kizuna/screenshots');

/** Remix logs data that it stopped reading itself, because the merchant went on to another page. */
const LEFT_BEHIND = 'AbortError: signal is aborted without reason';

/** Errors that the page and its console tell from now on. */
export function listenForProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith(LEFT_BEHIND)) return;
    problems.push(message.text());
  });
  return problems;
}

/** Keeps a picture of the page. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
}

/**
 * No violation of axe's rules inside the app. A tooltip that happens to be open is left out: Polaris
 * hangs it beside the page's landmarks, where the trigger's aria-describedby finds it.
 */
export async function expectAccessible(page: Page, where = 'the page'): Promise<void> {
  const frame = page.frames().find((candidate) => candidate.parentFrame() !== null);
  if (!frame) throw new Error('the app is not in the page');
  await frame.addScriptTag({ path: AXE });
  const violations = await frame.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (context: {
          exclude: string[];
        }) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    return (await axe.run({ exclude: ['[role=tooltip]'] })).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
    );
  });
  expect.soft(violations, where).toEqual([]);
}
