import { expect, test } from 'vitest';
import { createProgress, formatTable } from './output.ts';

test('a step is told when it begins, while it runs, and when it ends, with its outcome and duration', async () => {
  const lines: string[] = [];
  const { step } = createProgress((line) => lines.push(line));
  const result = await step('Database', async ({ tell, conclude }) => {
    tell('making it');
    conclude('made');
    return 7;
  });
  expect(result).toBe(7);
  expect(lines.join('\n')).toMatch(/Database …\n.*Database: making it\n.*Database: made .*\(0\.\d s\)/);
});

test('a step that fails is told, and its error goes on', async () => {
  const lines: string[] = [];
  const { step } = createProgress((line) => lines.push(line));
  await expect(step('Admin', () => Promise.reject(new Error('no vite')))).rejects.toThrow('no vite');
  expect(lines.at(-1)).toContain('✗');
});

test('a table has columns as wide as they need to be', () => {
  expect(
    formatTable([
      ['a', 'long', 'x'],
      ['bbb', 'b', 'y'],
    ]),
  ).toBe('a    long  x\nbbb  b     y');
});
