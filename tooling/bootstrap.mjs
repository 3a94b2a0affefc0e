// The way into every root script: `node tooling/bootstrap.mjs <command> [args]`.
// Runs on whatever Node the system has (18 or later) with no dependency, makes sure that the packages of the lockfile
// are installed, and hands over to the project's own Node with node_modules/.bin first on the PATH.
// Says what it does on standard error only, so that a command's output can be piped.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, 'node_modules', '.bin');
const node = join(binaries, 'node');
const pnpm = 'pnpm@12.21.0';
const oldestNode = 18;

/** What each root script runs: program and arguments. */
const commands = {
  start: (args) => [node, 'apps/cli/src/main.ts', 'up', '--attach', ...args],
  crm: (args) => [node, 'apps/cli/src/main.ts', ...args],
  // Coverage means something for a whole run only.
  test: (args) => [join(binaries, 'vitest'), 'run', ...(args.length === 0 ? ['--coverage'] : args)],
  check: (args) => [node, 'tooling/check.ts', ...args],
  generate: (args) => [node, 'tooling/generate.ts', ...args],
  format: (args) => [join(binaries, 'oxfmt'), '--write', ...args],
  bench: (args) => [node, 'bench/main.ts', ...args],
  chaos: (args) => [node, 'tooling/chaos.ts', ...args],
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Node ${process.versions.node} is too old: install Node 20 or later (https://nodejs.org).`);
} else if (command === undefined) {
  fail(`Unknown command "${name}". There is: ${Object.keys(commands).join(', ')}.`);
} else {
  await install();
  // A system tool that runs inside must not find the Node of the system again.
  const path = [binaries, process.env.PATH].filter(Boolean).join(delimiter);
  // Compiled code is kept between starts, which saves a second of them. Not for the rest: coverage would be less exact.
  const cache = ['start', 'crm'].includes(name)
    ? { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') }
    : {};
  const [program, ...programArgs] = command(args);
  end(await run(program, programArgs, { stdio: 'inherit', env: { ...cache, ...process.env, PATH: path } }));
}

/** Installs what the lockfile says, unless that was done already. */
async function install() {
  const stamp = join(root, 'node_modules', '.crm-installed');
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  const wanted = hash.digest('hex');
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const started = Date.now();
  process.stderr.write('· Installing packages\n');
  // Standard output of the installation goes to standard error, for the same reason as above.
  const result = await run(
    'npx',
    ['--yes', pnpm, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'],
    {
      stdio: ['ignore', process.stderr, process.stderr],
      env: process.env,
    },
  );
  if (result.code !== 0) {
    process.stderr.write(
      '✗ The packages could not be installed: the lines above say why. Run the same command again to retry.\n',
    );
    end(result);
  }
  writeFileSync(stamp, wanted);
  process.stderr.write(`✓ Packages installed (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

/** Runs a program to its end and passes signals on; gives how it ended. */
function run(program, programArgs, options) {
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { cwd: root, ...options });
    const forward = (signal) => {
      // Ctrl+C in a terminal reaches the whole group: passing it on would be a second one, which means "at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const orphaned = watchForOrphaning(() => child.kill('SIGTERM'));
    const done = (result) => {
      clearInterval(orphaned);
      for (const signal of signals) process.off(signal, forward);
      resolve(result);
    };
    child.once('error', (error) => {
      process.stderr.write(`✗ ${program} could not be started: ${error.message}\n`);
      done({ code: 1, signal: null });
    });
    child.once('close', (code, signal) => done({ code, signal }));
  });
}

/**
 * Under `npm run` a shell stands between npm and us. A signal sent to npm ends that shell without reaching us: we then
 * have another parent, and must pass the signal on ourselves, or the system would run on unseen.
 */
function watchForOrphaning(tell) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.env.npm_lifecycle_event === undefined || process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, 500);
  timer.unref();
  return timer;
}

/** Ends as the program ended: with its code, or with 128 + the number of the signal, as shells do. */
function end({ code, signal }) {
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
}

function fail(message) {
  process.stderr.write(`✗ ${message}\n`);
  process.exit(1);
}
