import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly contacts: number;
  /** Of each load: at full speed, and at the fixed rate. */
  readonly seconds: number;
  readonly connections: number;
  /** Requests per second of the load at a fixed rate. */
  readonly rate: number;
  /** Only cases whose name contains this. */
  readonly only: string;
  /** How many leads are converted, tickets opened, or quotes handed in. */
  readonly count: number;
  /** Absolute path; kept between runs. */
  readonly dataDir: string;
}

export const optionsHelp = `  --contacts 1000000   rows in the table that is listed
  --seconds 5          of each load
  --connections 16     at once
  --rate 50            requests per second of the load at a fixed rate
  --only text          only the cases whose name contains it
  --count 500          leads to convert, tickets to open, or quotes to hand in
  --data .data/bench   where databases are kept between runs`;

/** @throws Error that names the option with a wrong value */
export function readOptions(args: readonly string[]): { readonly name: string; readonly options: BenchOptions } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      contacts: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '16' },
      rate: { type: 'string', default: '50' },
      only: { type: 'string', default: '' },
      count: { type: 'string', default: '500' },
      data: { type: 'string', default: '.data/bench' },
    },
  });
  const number = (name: 'contacts' | 'seconds' | 'connections' | 'rate' | 'count', least: number) => {
    const value = Number(values[name]);
    if (!(value >= least)) throw new Error(`--${name} takes a number from ${least}.`);
    return value;
  };
  return {
    name: positionals[0] ?? '',
    options: {
      contacts: number('contacts', 1_000),
      seconds: number('seconds', 0.1),
      connections: number('connections', 1),
      rate: number('rate', 1),
      only: values.only,
      count: number('count', 1),
      dataDir: resolve(import.meta.dirname, '..', values.data),
    },
  };
}
