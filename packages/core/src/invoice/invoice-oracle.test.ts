import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleCases } from '@crm/domain/testing/document-cases';
import { oracleLine, oraclePrice, oracleSum, oracleTier } from '@crm/domain/testing/money-oracle';
import { BillScenes } from '../testing/bill-scenes.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';

const sampled = 20;

let bench: Workbench;
let scenes: BillScenes;

beforeAll(async () => {
  bench = await openWorkbench();
  scenes = new BillScenes(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

test(`${sampled} generated invoices are stored and read back as an independent oracle computes them`, async () => {
  for (const { lines } of sampleCases(sampled)) {
    const billed = lines
      .filter(({ quantity }) => quantity !== '0')
      .map((line, index) => {
        const tier = oracleTier(line);
        if (tier === undefined) throw new Error('No tier fits, though the first one begins at nothing.');
        const input = {
          description: `Line ${index + 1}`,
          quantity: line.quantity,
          unitPriceMinor: Number(oraclePrice(tier, line)),
          discountPercent: tier.discountPercent,
          taxRate: line.taxRate,
        };
        return { input, amounts: oracleLine(line, tier) };
      });
    const draft = await scenes.draft({ lines: billed.map(({ input }) => ({ productId: null, unit: null, ...input })) });
    const expected = oracleSum(billed.map(({ amounts }) => amounts));
    expect(BigInt(draft.totalMinor)).toBe(expected.totalMinor);
    expect(BigInt(draft.taxMinor)).toBe(expected.taxMinor);
    expect(draft.lines.map(({ totalMinor }) => BigInt(totalMinor))).toEqual(
      billed.map(({ amounts }) => amounts.totalMinor),
    );
  }
});
