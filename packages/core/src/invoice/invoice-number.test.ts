import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { invoiceNumber } from '@crm/domain/invoice/invoice.rules';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { invoiceService } from './invoice.service.ts';

let bench: Workbench;
let scenes: BillScenes;

beforeEach(async () => {
  bench = await openWorkbench();
  scenes = new BillScenes(bench);
});
afterEach(() => bench[Symbol.asyncDispose]());

/** Every number that was given, in order. */
async function readNumbers(): Promise<(string | null)[]> {
  const rows = await bench
    .db()
    .selectFrom('crm_invoices')
    .select('number')
    .where('number', 'is not', null)
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

function numbersUpTo(count: number): string[] {
  const year = new Date().getUTCFullYear();
  return Array.from({ length: count }, (_, at) => invoiceNumber('invoice', year, at + 1));
}

test('twenty writers at once, every third of whom is rolled back, leave numbers without a gap or a double', async () => {
  const writers = 20;
  const each = 3;
  const drafts = await Promise.all(Array.from({ length: writers * each }, () => scenes.draft()));
  const outcomes = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const own = drafts.slice(writer * each, (writer + 1) * each);
      const issued: (string | null)[] = [];
      for (const [at, { id }] of own.entries()) {
        const rollBack = (writer + at) % 3 === 0;
        const work = scenes.run(async (ctx) => {
          const { number } = await invoiceService.issue(ctx, id);
          if (rollBack) throw new Error(`${number} was taken, and the rest failed`);
          return number;
        });
        await work.then(
          (number) => issued.push(number),
          (error: unknown) => expect(String(error)).toContain('was taken'),
        );
      }
      return issued;
    }),
  );
  const given = outcomes.flat();
  expect(given).toHaveLength(40);
  const wanted = numbersUpTo(given.length);
  expect(new Set(given)).toEqual(new Set(wanted));
  expect(await readNumbers()).toEqual(wanted);
});

test('a process that is killed with -9 while it issues leaves numbers without a gap or a double', async () => {
  const accountId = await scenes.account();
  const told: string[] = [];
  for (const enough of [5, 12, 30]) told.push(...(await issueUntilKilled(accountId, enough)));
  const numbers = await readNumbers();
  expect(numbers).toEqual(numbersUpTo(numbers.length));
  // What was committed is there; a number may have been committed and not told any more.
  expect(new Set(told).size).toBe(told.length);
  expect(numbers).toEqual(expect.arrayContaining(told));
  expect(numbers.length).toBeGreaterThanOrEqual(47);
  expect((await scenes.issued()).number).toBe(numbersUpTo(numbers.length + 1).at(-1));
}, 60_000);

/** @returns the numbers that a process told before it was killed, in the middle of others */
async function issueUntilKilled(accountId: string, enough: number): Promise<string[]> {
  const script = join(import.meta.dirname, '../testing/issue-without-end.ts');
  const child = spawn(process.execPath, [script, bench.databaseUrl, accountId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const told: string[] = [];
  for await (const number of createInterface({ input: child.stdout })) {
    told.push(number);
    if (told.length === enough) child.kill('SIGKILL');
  }
  expect(await ended).toEqual([null, 'SIGKILL']);
  await expect.poll(countConnections, { timeout: 10_000 }).toBe(0);
  return told;
}

/** The server notices a dead client when it next looks for a statement; its transaction is rolled back then. */
async function countConnections(): Promise<number> {
  const found = await bench.query(`select 1 from pg_stat_activity where application_name = 'issue-without-end'
    and datname = current_database()`);
  return found.length;
}
