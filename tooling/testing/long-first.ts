import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests of the whole product take minutes, and of everything else little: what takes longest must not begin last. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  if (moduleId.endsWith('/tests/product.test.ts')) return 0;
  return /\/(?:permission-matrix|commands|attachment-process)\.test\.ts$/u.test(moduleId) ? 1 : 2;
}
