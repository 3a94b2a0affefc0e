import { useCallback, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/icon-button.tsx';
import { intlTag } from '../format/intl.ts';
import { addDays, addMonths, monthWeeks, today, type PlainDate } from '../format/plain-date.ts';
import { useLocale } from '../hooks/use-locale.ts';
import type { Locale } from '../i18n/locale.ts';
import classes from './calendar.module.css';

interface CalendarProps {
  readonly value: PlainDate | undefined;
  readonly onChange: (date: PlainDate) => void;
}

// The business week: from Monday in Europe, from Sunday in the Arab countries.
const firstDays: Readonly<Record<Locale, number>> = { en: 1, ru: 1, ar: 0 };

function formatUtc(date: PlainDate, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(intlTag[locale], { ...options, timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** A month to pick a day from. Arrows move by day and week, Page Up and Down by month. */
export function Calendar({ value, onChange }: CalendarProps) {
  const { t } = useTranslation('ui');
  const { locale } = useLocale();
  const [cursor, setCursor] = useState<PlainDate>(value ?? today());
  const movedByKey = useRef(false);

  // A day reached by key takes the focus; a press on the month's arrows leaves it where it is.
  const focusIfMoved = useCallback((day: HTMLButtonElement | null) => {
    if (!day || !movedByKey.current) return;
    movedByKey.current = false;
    day.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const steps: Readonly<Record<string, () => PlainDate>> = {
      ArrowRight: () => addDays(cursor, forward),
      ArrowLeft: () => addDays(cursor, -forward),
      ArrowDown: () => addDays(cursor, 7),
      ArrowUp: () => addDays(cursor, -7),
      PageDown: () => addMonths(cursor, 1),
      PageUp: () => addMonths(cursor, -1),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    movedByKey.current = true;
    setCursor(step());
  };

  const weeks = monthWeeks(cursor, firstDays[locale]);
  const title = formatUtc(cursor, locale, { month: 'long', year: 'numeric' });
  return (
    <div className={classes.calendar}>
      <div className={classes.head}>
        <IconButton
          icon="chevron-start"
          size="small"
          variant="ghost"
          label={t('calendar.previous')}
          onClick={() => setCursor(addMonths(cursor, -1))}
        />
        <span className={classes.title} aria-live="polite">
          {title}
        </span>
        <IconButton
          icon="chevron-end"
          size="small"
          variant="ghost"
          label={t('calendar.next')}
          onClick={() => setCursor(addMonths(cursor, 1))}
        />
      </div>
      {/* The grid of a date picker is a table by its content and a grid by its keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table role="grid" aria-label={title} className={classes.grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]?.map((date) => (
              <th key={date} scope="col" abbr={formatUtc(date, locale, { weekday: 'long' })}>
                {formatUtc(date, locale, { weekday: locale === 'ar' ? 'narrow' : 'short' })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} aria-selected={date === value}>
                  <button
                    type="button"
                    className={classes.day}
                    ref={date === cursor ? focusIfMoved : undefined}
                    tabIndex={date === cursor ? 0 : -1}
                    data-autofocus={date === cursor || undefined}
                    data-other={date.slice(0, 7) !== cursor.slice(0, 7) || undefined}
                    aria-current={date === today() ? 'date' : undefined}
                    aria-label={formatUtc(date, locale, { dateStyle: 'full' })}
                    onClick={() => onChange(date)}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
