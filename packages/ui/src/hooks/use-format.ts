import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCountry } from '../format/country.ts';
import * as date from '../format/date.ts';
import { splitDuration } from '../format/duration.ts';
import { formatList } from '../format/list.ts';
import { formatMoney, formatMoneyCompact, type Fraction, type Money } from '../format/money.ts';
import { formatCappedCount, formatNumber, formatPercent } from '../format/number.ts';
import { useLocale } from './use-locale.ts';

/** Every formatter, bound to the language of the page. Moments are ISO strings or dates. */
export function useFormat() {
  const { locale } = useLocale();
  const { t } = useTranslation('ui');
  return useMemo(() => {
    const now = () => new Date();
    return {
      number: (value: number, options?: Intl.NumberFormatOptions) => formatNumber(value, locale, options),
      count: (value: number, limit?: number) => formatCappedCount(value, locale, limit),
      percent: (share: number, digits?: number) => formatPercent(share, locale, digits),
      /** ISO 3166-1 alpha-2. */
      country: (code: string) => formatCountry(code, locale),
      list: (words: readonly string[]) => formatList(words, locale),
      money: (money: Money, fraction?: Fraction) => formatMoney(money, locale, fraction),
      moneyCompact: (money: Money) => formatMoneyCompact(money, locale),
      time: (moment: date.Moment) => date.formatTime(moment, locale),
      timeExact: (moment: date.Moment, withZone?: boolean) => date.formatTimeExact(moment, locale, withZone),
      date: (moment: date.Moment) => date.formatDate(moment, locale),
      /** The month that a day of the calendar lies in, wherever the reader is. */
      monthOf: (day: date.Moment) => date.formatMonth(day, locale),
      day: (moment: date.Moment) => date.formatDay(moment, locale, now()),
      dayLong: (moment: date.Moment) => date.formatDayLong(moment, locale, now()),
      moment: (moment: date.Moment) => date.formatMoment(moment, locale, now()),
      appointment: (moment: date.Moment) => date.formatAppointment(moment, locale, now()),
      full: (moment: date.Moment) => date.formatFull(moment, locale),
      relativeDays: (moment: date.Moment) => date.formatRelativeDays(moment, locale, now()),
      /** The two largest units of a length of time: "3 h 40 min", "6 d". */
      duration: (milliseconds: number) => {
        const { days, hours, minutes, seconds } = splitDuration(milliseconds);
        const parts =
          days > 0
            ? [t('duration.days', { count: days }), hours > 0 && t('duration.hours', { count: hours })]
            : hours > 0
              ? [t('duration.hours', { count: hours }), minutes > 0 && t('duration.minutes', { count: minutes })]
              : minutes > 0
                ? [t('duration.minutes', { count: minutes })]
                : [t('duration.seconds', { count: seconds })];
        return parts.filter(Boolean).join(' ');
      },
    };
  }, [locale, t]);
}
