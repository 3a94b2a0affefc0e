import type { Locale } from './locale.ts';

/** The plural forms that a language tells apart (CLDR, as `Intl.PluralRules` names them). */
interface PluralForms {
  en: 'one' | 'other';
  ru: 'one' | 'few' | 'many' | 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
}

/**
 * What a translation of the English catalogue `Source` must hold: every key, and for a key with
 * plural forms every form of the language. A missing or a surplus key fails the type check.
 */
export type Catalogue<Source, Language extends Locale> = {
  readonly [
    Key in keyof Source as Key extends `${infer Stem}_${'one' | 'other'}` ? `${Stem}_${PluralForms[Language]}` : Key
  ]: Source[Key] extends string ? string : Catalogue<Source[Key], Language>;
};
