import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { DateField } from '@crm/ui/fields/date-field';
import { TextField } from '@crm/ui/fields/text-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarRow } from '@crm/domain/calendar/calendar';
import { maxPageSize } from '@crm/domain/page-limits';
import { readError } from '#admin/lib/api-error.ts';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import classes from './service.module.css';

interface HolidaysDialogProps {
  readonly calendar: CalendarRow;
  readonly onClose: () => void;
}

/** The days of a calendar on which nobody works, from today on. */
export function HolidaysDialog({ calendar, onClose }: HolidaysDialogProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const may = useMay();
  const queryClient = useQueryClient();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const days = useQuery(
    trpc.holiday.list.queryOptions({
      filter: { calendarId: calendar.id, dateFrom: today },
      sort: 'date',
      limit: maxPageSize,
    }),
  );
  const renew = () => queryClient.invalidateQueries({ queryKey: [['holiday']] });
  const remove = useMutation({
    mutationFn: (input: { readonly id: string }) => api.holiday.delete.mutate(input),
    onSuccess: renew,
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('service.holidaysOf', { name: calendar.name })}
      description={t('service.holidaysReason')}
      actions={<Button onClick={onClose}>{t('service.close')}</Button>}
    >
      {may('holiday:create') && <NewHoliday calendarId={calendar.id} onSaved={renew} />}
      <ul className={classes.days} aria-label={vocabulary('plural.holiday')}>
        {days.data?.items.map(({ id, date, name, abilities }) => (
          <li key={id} className={classes.day}>
            <Text level={2}>
              <Moment at={date} as="date" />
            </Text>
            <bdi className={classes.dayName}>{name}</bdi>
            {abilities.delete && (
              <IconButton
                icon="trash"
                size="small"
                variant="ghost"
                label={t('deleteOf', { name })}
                onClick={() => remove.mutate({ id })}
              />
            )}
          </li>
        ))}
      </ul>
      {days.data?.items.length === 0 && <Text level={2}>{t('service.noHolidays')}</Text>}
    </Dialog>
  );
}

interface NewHolidayProps {
  readonly calendarId: string;
  readonly onSaved: () => Promise<void>;
}

function NewHoliday({ calendarId, onSaved }: NewHolidayProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useErrorWords();
  const [date, setDate] = useState<string | undefined>();
  const [name, setName] = useState('');
  const [isTried, setTried] = useState(false);
  const create = useMutation({
    mutationFn: (data: { readonly calendarId: string; readonly date: string; readonly name: string }) =>
      api.holiday.create.mutate({ data }),
    meta: { tellsErrors: true },
    onSuccess: async () => {
      setDate(undefined);
      setName('');
      setTried(false);
      await onSaved();
    },
  });
  const missing = words.issue({ code: 'required' });
  const refused = create.error ? words.title(readError(create.error)) : undefined;
  return (
    <form
      className={classes.newDay}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (date !== undefined && name.trim() !== '') create.mutate({ calendarId, date, name: name.trim() });
      }}
    >
      <DateField
        label={vocabulary('field.date')}
        required
        value={date}
        onChange={setDate}
        error={isTried && date === undefined ? missing : refused}
      />
      <TextField
        label={vocabulary('field.title')}
        required
        maxLength={150}
        value={name}
        onChange={setName}
        error={isTried && name.trim() === '' ? missing : undefined}
      />
      <Button type="submit" icon="plus" busy={create.isPending}>
        {t('service.addHoliday')}
      </Button>
    </form>
  );
}
