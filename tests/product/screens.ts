import { beforeAll, describe, it } from 'vitest';
import type { Product } from '../product.test.ts';
import { mainScreens, moreScreens, type Look, type Screen } from '../support/screens.ts';
import { expectWellMade } from './looking.ts';

/** Every language, and both themes in both widths. */
const looks: readonly Look[] = [
  { theme: 'light', locale: 'en', width: 1440 },
  { theme: 'dark', locale: 'ar', width: 1440 },
  { theme: 'light', locale: 'ar', width: 390 },
  { theme: 'dark', locale: 'ru', width: 390 },
];
/** For the screens that are made of the same parts as the main ones: each in one of these, in turn. */
const extremes: readonly Look[] = [
  { theme: 'dark', locale: 'ru', width: 390 },
  { theme: 'light', locale: 'ar', width: 1440 },
];

/** Tests of every screen, in languages, themes and widths. */
export function hasWellMadeScreens(product: () => Product): void {
  describe('screens', () => {
    let main: readonly Screen[] = [];
    let more: readonly Screen[] = [];

    beforeAll(async () => {
      const { run } = product().system;
      [main, more] = await Promise.all([mainScreens(run), moreScreens(run)]);
    });

    for (const look of looks)
      it(`of the main case in ${titleOf(look)} are well made`, () => expectWellMade(product(), look, main), 120_000);

    for (const [turn, look] of extremes.entries())
      it(
        `of everything else, every second in ${titleOf(look)}, are well made`,
        () =>
          expectWellMade(
            product(),
            look,
            more.filter((_, index) => index % extremes.length === turn),
          ),
        180_000,
      );
  });
}

function titleOf({ theme, locale, width }: Look): string {
  return `${locale}, ${theme}, at ${width} px`;
}
