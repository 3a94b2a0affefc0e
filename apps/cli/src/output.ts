import { styleText } from 'node:util';

/** Tells the person at the terminal what goes on. Everything goes to standard error, results to standard output. */
export interface Progress {
  /** Runs one step, and prints it when it begins and, with its duration, when it ends. */
  step<T>(name: string, work: (report: StepReport) => Promise<T>): Promise<T>;
  note(line: string): void;
  warn(line: string): void;
}

interface StepReport {
  /** Says what goes on while the step runs. */
  tell(text: string): void;
  /** Says what came out, on the line that ends the step. */
  conclude(text: string): void;
}

const msPerSecond = 1_000;

/** A progress display that prints one line at a time, so that it reads the same on a terminal and in a log. */
export function createProgress(write: (line: string) => void = writeError): Progress {
  return {
    async step(name, work) {
      const started = performance.now();
      let outcome = '';
      write(`${dim('·')} ${name} …`);
      try {
        const result = await work({
          tell: (text) => write(`${dim('·')} ${name}: ${text}`),
          conclude: (text) => {
            outcome = `: ${text}`;
          },
        });
        write(`${green('✓')} ${name}${outcome} ${dim(`(${formatDuration(started)})`)}`);
        return result;
      } catch (error) {
        write(`${red('✗')} ${name} ${dim(`(${formatDuration(started)})`)}`);
        throw error;
      }
    },
    note: (line) => write(`${dim('·')} ${line}`),
    warn: (line) => write(`${red('✗')} ${line}`),
  };
}

/** Prints a result on standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a result as one JSON document on standard output. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Lines of columns, each as wide as its widest cell. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (found, row) => row.map((cell, column) => Math.max(cell.length, found[column] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const green = (text: string): string => styleText('green', text, { stream: process.stderr });
export const red = (text: string): string => styleText('red', text, { stream: process.stderr });
const dim = (text: string): string => styleText('dim', text, { stream: process.stderr });

function formatDuration(started: number): string {
  return `${((performance.now() - started) / msPerSecond).toFixed(1)} s`;
}

function writeError(line: string): void {
  process.stderr.write(`${line}\n`);
}
