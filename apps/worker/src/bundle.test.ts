import { readFileSync, statSync } from 'node:fs';
import { isPathBundleOption } from '@temporalio/worker/lib/worker-options.js';
import { expect, test } from 'vitest';
import { loadWorkflowBundle } from './bundle.ts';

test('the bundle is built once and kept beside the code, and carries no zod into the workflows', async () => {
  const [file, again] = [await bundleFile(), await bundleFile()];
  const builtAt = statSync(file).mtimeMs;
  expect(again).toBe(file);
  await bundleFile();
  expect(statSync(file).mtimeMs).toBe(builtAt);
  const code = readFileSync(file, 'utf8');
  expect(code).toContain('leadConversion');
  expect(code).not.toMatch(/ZodObject|\$ZodType/u);
});

async function bundleFile(): Promise<string> {
  const bundle = await loadWorkflowBundle();
  if (!isPathBundleOption(bundle)) throw new Error('The bundle was not kept.');
  return bundle.codePath;
}
