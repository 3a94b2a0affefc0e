import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends the whole run with one line that machines read: `12 passed, 0 failed`, and `, 3 skipped` when there are any. A
 * file that could not be loaded counts as one failure, as does an error that no test caught.
 */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) counts[test.result().state] += 1;
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
    }
    const skipped = counts.skipped + counts.pending;
    const line = `${counts.passed} passed, ${counts.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    // Coverage is printed later than any reporter; only the end of the process is behind it.
    process.once('exit', () => process.stdout.write(line));
  }
}
