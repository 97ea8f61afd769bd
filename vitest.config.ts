import { defineConfig } from 'vitest/config';
import ClosingLine from './tests/setup/closing-line.ts';
import LongEarly from './tests/setup/long-early.ts';

export default defineConfig({
  test: {
    include: ['{app,workers,simulator,scripts,tests}/**/*.test.{ts,tsx}'],
    reporters: ['default', new ClosingLine()],
    globalSetup: 'tests/setup/global.ts',
    pool: 'forks',
    maxWorkers: 2,
    sequence: { shuffle: true, sequencer: LongEarly },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    restoreMocks: true,
    expect: { poll: { timeout: 20_000 } },
    allowOnly: false,
  },
});
