import { defineConfig } from 'vitest/config';

/**
 * The tests that mutants are held against (`npm run mutate`): only those that `MUTATE_TESTS` (a glob)
 * names, so that a mutant of a table does not cost the whole domain's tests.
 */
export default defineConfig({
  test: {
    include: [process.env.MUTATE_TESTS ?? 'app/domain/**/*.test.ts'],
    setupFiles: ['tests/setup/mutation.ts'],
    testTimeout: 60_000,
  },
});
