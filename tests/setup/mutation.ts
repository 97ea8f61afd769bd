import fc from 'fast-check';

// The same examples for every mutant: what survives once survives again.
fc.configureGlobal({ seed: 20_260_101, numRuns: Number(process.env.MUTATE_RUNS ?? 100) });
