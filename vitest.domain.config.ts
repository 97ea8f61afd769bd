import { defineConfig } from 'vitest/config';

/** The tests that need neither database nor browser: for a quick look, and for mutation testing. */
export default defineConfig({
  test: {
    include: ['app/{domain,files,analysis}/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
