import { parseArgs } from 'node:util';
import { readConfig } from './env.ts';
import { helpText } from './help.ts';
import { createProgress, print } from './output.ts';

const usageError = 2;

/** Runs one command, and gives the exit code. Each command is loaded when it is asked for, so that none waits for another's. */
async function runCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      attach: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      // For the process in the background, whose output nobody reads.
      'no-summary': { type: 'boolean', default: false },
      steps: { type: 'string', default: '1' },
      url: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const [command = 'help', verb = ''] = positionals;
  if (values.help || command === 'help') {
    print(helpText);
    return 0;
  }
  const config = readConfig();
  const progress = createProgress();
  const { json } = values;
  switch (command) {
    case 'up': {
      const { runAttached, runInBackground } = await import('./commands/up.ts');
      const options = { json, summary: !values['no-summary'] };
      if (!values.attach) return await runInBackground(config, progress, options);
      return await runAttached(config, progress, options, listenForStop());
    }
    case 'down': {
      const { runDown } = await import('./commands/down.ts');
      return await runDown(config, progress);
    }
    case 'status': {
      const { runStatus } = await import('./commands/status.ts');
      return await runStatus(config, { json });
    }
    case 'doctor': {
      const { runDoctor } = await import('./commands/doctor.ts');
      return await runDoctor(config, { json });
    }
    case 'migrate': {
      const { runMigrate } = await import('./commands/migrate.ts');
      const steps = Number(values.steps);
      if (!Number.isInteger(steps) || steps < 1) throw new Error('--steps takes a whole number from 1.');
      return await runMigrate(verb, config, progress, { json, steps });
    }
    case 'seed': {
      const { runSeed } = await import('./commands/seed.ts');
      return await runSeed(config, progress, { json });
    }
    case 'client': {
      const { runClient } = await import('./commands/client.ts');
      const given = (['url', 'out'] as const).flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []));
      return await runClient(verb, config, given);
    }
    default:
      progress.warn(`There is no command "${command}".`);
      process.stderr.write(`${helpText}\n`);
      return usageError;
  }
}

/** Ctrl+C, `kill`, or the terminal is closed. Once is enough: a second one changes nothing. */
function listenForStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}

try {
  process.exit(await runCommand(process.argv.slice(2)));
} catch (error) {
  const { warn } = createProgress();
  warn(error instanceof Error ? error.message : String(error));
  process.exit(isUsageError(error) ? usageError : 1);
}

function isUsageError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
