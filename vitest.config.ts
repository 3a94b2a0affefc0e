import { defineConfig } from 'vitest/config';
import { LongFirst } from './tooling/testing/long-first.ts';
import { SummaryReporter } from './tooling/testing/summary-reporter.ts';

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', '{tooling,tests}/**/*.test.ts'],
    globalSetup: './tooling/testing/global-setup.ts',
    reporters: [process.env.CI === undefined ? 'default' : 'dot', new SummaryReporter()],
    // Each file has a database of its own, and none changes what modules hold: they are loaded once for all files.
    fileParallelism: true,
    isolate: false,
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Screens and the design system are looked at by the browser tests under `tests/`.
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'],
      exclude: [
        'apps/admin/**',
        'packages/ui/**',
        '**/*.test.ts',
        '**/testing/**',
        '**/testing.ts',
        // These run in the tests, but where coverage does not look: in Temporal's sandbox, and in processes of their own.
        'apps/worker/src/workflows/**',
        'apps/*/src/main.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
      reportsDirectory: './coverage',
      thresholds: {
        statements: 85,
        'packages/domain/src/**': { statements: 90 },
        'packages/core/src/**': { statements: 90 },
      },
    },
  },
});
