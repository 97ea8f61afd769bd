import { describe, expect, it } from 'vitest';
import { readEnv, readWebEnv } from './env.ts';

const good = {
  DATABASE_URL: 'postgresql://localhost/kizuna',
  SHOPIFY_API_KEY: 'key',
  SHOPIFY_API_SECRET: 'secret',
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
};

describe('environment', () => {
  it('is read with defaults; an empty variable is none', () => {
    expect(readEnv({ ...good, REDIS_URL: '' })).toMatchObject({
      NODE_ENV: 'development',
      QUEUE_PREFIX: '{kizuna}',
      WAKE_SECONDS: 30,
    });
  });

  it('names every fault at once, one a line, without repeating a secret', () => {
    const bad = {
      ...good,
      DATABASE_URL: undefined,
      REDIS_URL: 'http://x',
      ENCRYPTION_KEY: 'short',
      LOG_LEVEL: 'loud',
    };
    const message = (() => {
      try {
        readEnv(bad);
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    expect(message.split('\n')).toHaveLength(5);
    expect(message).toMatch(/DATABASE_URL: is not set/);
    expect(message).toMatch(/REDIS_URL: must be a redis:\/\/ address/);
    expect(message).toMatch(/ENCRYPTION_KEY: must be 32 bytes in base64/);
    expect(message).toMatch(/LOG_LEVEL: /);
    expect(message).not.toContain('short');
  });

  it('refuses a simulated store in production', () => {
    const simulated = { ...good, NODE_ENV: 'production', SIMULATOR_URL: 'http://127.0.0.1:1' };
    expect(() => readEnv(simulated)).toThrow('SIMULATOR_URL: must not be set in production');
  });

  it('of the web process needs its own address and knows where App Bridge is', () => {
    expect(() => readWebEnv(good)).toThrow(/SHOPIFY_APP_URL: is not set/);
    expect(readWebEnv({ ...good, SHOPIFY_APP_URL: 'https://kizuna.example.com' })).toMatchObject({
      PORT: 3000,
      APP_BRIDGE_URL: 'https://cdn.shopify.com/shopifycloud/app-bridge.js',
    });
  });

  it('refuses a foreign frame in production', () => {
    const framed = {
      ...good,
      NODE_ENV: 'production',
      SHOPIFY_APP_URL: 'https://kizuna.example.com',
      FRAME_ORIGIN: 'http://127.0.0.1:1',
    };
    expect(() => readWebEnv(framed)).toThrow('FRAME_ORIGIN: must not be set in production');
  });
});
