import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pid } from 'node:process';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleOption } from '@temporalio/worker';

const here = import.meta.dirname;
const workflowsPath = join(here, 'workflows/index.ts');
const workflowInterceptorModules = [join(here, 'workflows/trace-headers.ts')];
const builds = resolve(here, '../dist');
const keptMs = 86_400_000;
/** Everything that a bundle can be made of. */
const sources = [join(here, 'workflows'), resolve(here, '../../../packages/domain/src')];

/**
 * The workflows as one script, built once per version of their sources and kept beside the code; built in memory where
 * that cannot be written.
 */
export async function loadWorkflowBundle(): Promise<WorkflowBundleOption> {
  const codePath = join(builds, `workflows-${hashSources()}.cjs`);
  if (existsSync(codePath)) return { codePath };
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules,
    logger: new DefaultLogger('ERROR'),
  });
  try {
    keep(codePath, code);
    return { codePath };
  } catch {
    return { code };
  }
}

/** All of it or nothing: two workers may start at once. Builds of yesterday's sources go, those in use stay. */
function keep(codePath: string, code: string): void {
  mkdirSync(builds, { recursive: true });
  writeFileSync(`${codePath}.${pid}`, code);
  renameSync(`${codePath}.${pid}`, codePath);
  const outdated = Date.now() - keptMs;
  for (const file of readdirSync(builds).map((name) => join(builds, name))) {
    if (statSync(file).mtimeMs < outdated) rmSync(file, { force: true });
  }
}

function hashSources(): string {
  const hash = createHash('sha256').update(sdkVersion());
  for (const folder of sources) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isSource).sort();
    for (const file of files) {
      const content = readFileSync(join(folder, file));
      hash.update(file).update('\0').update(content);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function isSource(file: string): boolean {
  return file.endsWith('.ts') && !file.endsWith('.test.ts');
}

/** A bundle works with the very version of the SDK that built it. */
function sdkVersion(): string {
  return readFileSync(createRequire(import.meta.url).resolve('@temporalio/worker/package.json'), 'utf8');
}
