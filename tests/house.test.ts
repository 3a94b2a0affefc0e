import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What the house promises about itself (ADR 0002, docs/architecture.md). */

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');

const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1;

describe('the house', () => {
  // What callers may ask besides (`bulk`, `expand`, `fields`, reads of many) and the other doors are modules of their
  // own, each of which could go without a trace here.
  it('keeps the definition of resources and all that is derived from it within 600 lines', () => {
    const kernel = [
      'packages/domain/src/resource.ts',
      'apps/api/src/trpc/crud.ts',
      'apps/api/src/trpc/permission-matrix.ts',
      ...sources.filter((path) => /^apps\/api\/src\/rest\/(?:keys|openapi|problem|procedures|routes)\.ts$/u.test(path)),
    ];
    expect(kernel).toHaveLength(8);
    expect(kernel.map(linesOf).reduce((sum, lines) => sum + lines, 0)).toBeLessThanOrEqual(600);
  });

  it('has no file past 400 lines, but what is generated', () => {
    const isGenerated = (path: string) => readFileSync(path, 'utf8').startsWith('// Made by `npm run generate`');
    expect(sources.filter((path) => linesOf(path) > 400 && !isGenerated(path))).toEqual([]);
  });

  it('reads the environment in few places, each of which says so by its name', () => {
    const readers = sources.filter(
      (path) =>
        /^(?:apps|packages)\/[^/]+\/src\//u.test(path) &&
        !path.endsWith('.test.ts') &&
        readFileSync(path, 'utf8').includes('process.env'),
    );
    expect(readers.filter((path) => !/\/(?:env|main)\.ts$/u.test(path))).toEqual([]);
  });

  it('imports lucia in one folder only', () => {
    const importers = sources.filter(
      (path) => /from 'lucia'/u.test(readFileSync(path, 'utf8')) && path !== 'tests/house.test.ts',
    );
    expect(importers.filter((path) => !path.startsWith('apps/api/src/auth/'))).toEqual([]);
  });
});
