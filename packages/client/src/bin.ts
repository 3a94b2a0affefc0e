#!/usr/bin/env node
import { argv, env, exit, stderr, stdout } from 'node:process';
import { generate, generateHelp } from './generate.ts';

const [command, ...args] = argv.slice(2);
if (command !== 'generate' || args.includes('--help')) {
  stderr.write(`${generateHelp}\n`);
  exit(command === 'generate' ? 0 : 2);
}
try {
  const { file, fields } = await generate(args, env);
  stdout.write(`${file}: ${fields} custom fields\n`);
} catch (error) {
  stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  exit(1);
}
