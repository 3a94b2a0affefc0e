import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { lists } from './lists.ts';

interface Check {
  readonly name: string;
  readonly wayOut: string;
  run(): boolean | Promise<boolean>;
}

function tool(command: string, ...args: string[]): () => boolean {
  return () => spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

const checks: readonly Check[] = [
  {
    name: 'types',
    wayOut: 'Mend the types above.',
    run: tool('tsc', '--noEmit', '-p', 'tsconfig.json', '--checkers', '1'),
  },
  {
    name: 'types of the admin',
    wayOut: 'Mend the types above.',
    run: tool('tsc', '--noEmit', '-p', 'tsconfig.web.json', '--checkers', '1'),
  },
  {
    name: 'lint and import boundaries',
    wayOut: 'Each message names the alternative.',
    run: tool('oxlint', '--type-aware', '--deny-warnings'),
  },
  { name: 'format', wayOut: 'Run npm run format.', run: tool('oxfmt', '--check') },
  { name: 'unused code', wayOut: 'Remove it, or use it.', run: tool('knip') },
  { name: 'generated files', wayOut: 'Run npm run generate and commit.', run: areGeneratedFilesFresh },
];

/** Imported late, so that a type error is told by the type check and not by a crash here. */
async function areGeneratedFilesFresh(): Promise<boolean> {
  const { generated } = await import('./generated.ts');
  let areFresh = true;
  for (const [path, render] of Object.entries({ ...lists, ...generated })) {
    if (existsSync(path) && readFileSync(path, 'utf8') === (await render())) continue;
    console.error(`${path} does not match the code.`);
    areFresh = false;
  }
  return areFresh;
}

const failed: Check[] = [];
for (const check of checks) {
  const started = performance.now();
  const passed = await check.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`${passed ? '✓' : '✗'} ${check.name} (${seconds} s)`);
  if (!passed) failed.push(check);
}
for (const { name, wayOut } of failed) console.error(`\n✗ ${name}: ${wayOut}`);
process.exitCode = failed.length === 0 ? 0 : 1;
