import { defineConfig } from 'vitest/config';
import ClosingLine from './tests/setup/closing-line.ts';

export default defineConfig({
  test: {
    include: ['{app,workers,simulator,scripts,tests}/**/*.test.{ts,tsx}'],
    reporters: ['default', new ClosingLine()],
    globalSetup: 'tests/setup/global.ts',
    pool: 'forks',
    maxWorkers: 2,
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    allowOnly: false,
  },
});
