/** The languages that people are told things in. */
export const languages = ['en', 'ru', 'ar'] as const;
export type Language = (typeof languages)[number];

export type InLanguages<T> = Readonly<Record<Language, T>>;

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * Puts values where a text has `{{name}}`; what has no value is left out. Where two directions of writing meet, each
 * value keeps its own (Unicode's first strong isolate).
 */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (place, name: string) => {
    const value = values[name] ?? '';
    if (place === text || value === '' || !rightToLeft.test(text + value)) return value;
    return `\u2068${value}\u2069`;
  });
}
