import { createHmac } from 'node:crypto';
import express from 'express';
import { onTestFinished } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { startWeb } from '#app/start-web.ts';

export const FLOW_SECRET = 'the secret of today';
export const FLOW_SECRET_BEFORE = 'the secret of yesterday';

/** What is sent to the app in Flow's name. */
export interface FlowSent {
  body?: string | object;
  /** Null: it is not signed. */
  secret?: string | null;
  method?: string;
}

/** The real web process, without its pages. @returns a sender of requests in Flow's name. */
export async function aFlowWeb(databaseUrl: string) {
  const env = readWebEnv({
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: 'key',
    SHOPIFY_API_SECRET: FLOW_SECRET,
    SHOPIFY_API_SECRET_PREVIOUS: FLOW_SECRET_BEFORE,
    SHOPIFY_APP_URL: 'http://127.0.0.1:1',
    ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    LOG_LEVEL: 'silent',
  });
  const build = () => Promise.reject(new Error('Flow asks for no page'));
  const web = await startWeb(env, createLogger('silent'), { assets: express.Router(), build });
  onTestFinished(web.stop);
  return async (
    path: string,
    { body = {}, secret = FLOW_SECRET, method = 'POST' }: FlowSent = {},
  ) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${web.url}/flow/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(secret !== null && {
          'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
        }),
      },
      ...(method === 'GET' ? {} : { body: text }),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
}

export type FlowSender = Awaited<ReturnType<typeof aFlowWeb>>;
