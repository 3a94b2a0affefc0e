import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTemporalBinary, isAtLeast, userCacheDir } from './temporal-binary.ts';

const executable = 0o755;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crm-binary-'));
  writeProgram('old', '1.8.0');
  writeProgram('new', '1.10.2');
  writeProgram('cache/temporal-1.9.1', '1.9.1');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a new enough program on the PATH comes first', async () => {
  const found = await find(`${join(folder, 'old')}:${join(folder, 'new')}`);
  expect(found).toEqual({ path: join(folder, 'new', 'temporal'), source: 'on PATH', version: '1.10.2' });
});

test('an old program on the PATH is passed over for the cached one', async () => {
  expect(await find(join(folder, 'old'))).toMatchObject({ source: 'cached', version: '1.9.1' });
});

test.each([
  ['1.9.1', true],
  ['1.10.0', true],
  ['2.0.0', true],
  ['1.9.0', false],
  ['1.8.12', false],
])('version %s is new enough: %s', (version, expected) => {
  expect(isAtLeast(version, '1.9.1')).toBe(expected);
});

test('the cache follows XDG_CACHE_HOME', () => {
  expect(userCacheDir('/somewhere')).toBe('/somewhere/gamix-crm');
  expect(userCacheDir('')).toMatch(/\.cache\/gamix-crm$/);
});

function find(searchPath: string) {
  return findTemporalBinary({ searchPath, cacheDir: join(folder, 'cache'), onProgress: () => undefined });
}

function writeProgram(place: string, version: string): void {
  mkdirSync(join(folder, place), { recursive: true });
  const file = join(folder, place, 'temporal');
  writeFileSync(file, `#!/bin/sh\necho "temporal version ${version} (Server 1.0.0, UI 1.0.0)"\n`);
  chmodSync(file, executable);
}
