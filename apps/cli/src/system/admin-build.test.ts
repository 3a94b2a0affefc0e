import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig, type CliConfig } from '../env.ts';
import { adminDist, buildAdmin } from './admin-build.ts';

const executable = 0o755;
let root: string;
let config: CliConfig;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'crm-admin-'));
  mkdirSync(join(root, 'apps/admin/src'), { recursive: true });
  writeFileSync(join(root, 'apps/admin/src/main.tsx'), 'one');
  useBuilder('mkdir -p dist && cat src/main.tsx > dist/index.html');
  config = { ...readConfig(), dataDir: join(root, '.data'), root };
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test('it is built once, and again only when a source changes', async () => {
  expect(await build()).toBe(true);
  expect(await build()).toBe(false);
  writeFileSync(join(root, 'apps/admin/src/main.tsx'), 'two');
  expect(await build()).toBe(true);
  expect(readFileSync(join(adminDist(config), 'index.html'), 'utf8')).toBe('two');
});

test('a test file changes nothing', async () => {
  await build();
  writeFileSync(join(root, 'apps/admin/src/main.test.tsx'), 'new');
  expect(await build()).toBe(false);
});

test('a failed build says why, and is tried again', async () => {
  useBuilder('echo "cannot resolve"; exit 1');
  await expect(build()).rejects.toThrow('cannot resolve');
  useBuilder('mkdir -p dist && touch dist/index.html');
  expect(await build()).toBe(true);
});

function build(): Promise<boolean> {
  return buildAdmin(config, new AbortController().signal);
}

/** Stands in for the bundler, which takes seconds. */
function useBuilder(script: string): void {
  const file = join(root, 'apps/admin/node_modules/.bin/vite');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, executable);
}
