import type { Reporter, TestModule } from 'vitest/node';

/** Closes the run with one plain line, and fails it when a test was skipped. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((each) => each === state).length;
    const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    if (skipped > 0 && process.env.CI) process.exitCode = 1;
  }
}
