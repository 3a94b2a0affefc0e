import { intlTag } from '@crm/ui/format/intl';
import { useLocale } from '@crm/ui/hooks/use-locale';

/** 2024 began on a Monday. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** The days of the week by their ISO numbers, Monday first, in the reader's language. */
export function useWeekdays(): readonly { readonly weekday: number; readonly name: string }[] {
  const { locale } = useLocale();
  const names = new Intl.DateTimeFormat(intlTag[locale], { weekday: 'long', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, name: names.format(mondayMs + (weekday - 1) * dayMs) }));
}
