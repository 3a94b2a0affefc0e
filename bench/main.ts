import { benchApprovals } from './approvals.ts';
import { benchClocks } from './clocks.ts';
import { benchConversion } from './conversion.ts';
import { benchList } from './list.ts';
import { benchProcesses } from './processes.ts';
import { benchSteady } from './steady.ts';
import { optionsHelp, readOptions, type BenchOptions } from './options.ts';

/** Each gives one JSON object. */
const benchmarks: Readonly<Record<string, (options: BenchOptions, tell: (line: string) => void) => Promise<object>>> = {
  list: benchList,
  steady: benchSteady,
  conversion: benchConversion,
  processes: benchProcesses,
  clocks: benchClocks,
  approvals: benchApprovals,
};

const started = performance.now();

/** Standard output carries the result and nothing else. */
function tell(line: string): void {
  const seconds = ((performance.now() - started) / 1_000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${line}\n`);
}

try {
  const { name, options } = readOptions(process.argv.slice(2));
  const run = benchmarks[name];
  if (!run) throw new Error(`Name a benchmark: ${Object.keys(benchmarks).join(', ')}.\n${optionsHelp}`);
  const result = await run(options, tell);
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  process.exit(0);
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
