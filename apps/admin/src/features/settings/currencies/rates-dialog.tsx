import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Figure } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { Text } from '@crm/ui/data/text';
import { DateField } from '@crm/ui/fields/date-field';
import { TextField } from '@crm/ui/fields/text-field';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exchangeRate, type CurrencyRow } from '@crm/domain/currency/currency';
import { maxPageSize } from '@crm/domain/page-limits';
import { readError } from '#admin/lib/api-error.ts';
import { useMay } from '#admin/lib/session.ts';
import { api, trpc, type Inputs } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { useFieldIssues, type FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import classes from '../service/service.module.css';

interface RatesDialogProps {
  readonly currency: CurrencyRow;
  readonly base: string;
  readonly onClose: () => void;
}

/** What a currency has been worth, the newest rate first, and the line for a new one. */
export function RatesDialog({ currency, base, onClose }: RatesDialogProps) {
  const { t } = useTranslation('prices');
  const { t: settings } = useTranslation('settings');
  const may = useMay();
  const queryClient = useQueryClient();
  const { code } = currency;
  const rates = useQuery(
    trpc.exchange_rate.list.queryOptions({ filter: { currency: code }, sort: '-validFrom', limit: maxPageSize }),
  );
  const renew = () => queryClient.invalidateQueries({ queryKey: [['exchange_rate']] });
  const remove = useMutation({
    mutationFn: (input: { readonly id: string }) => api.exchange_rate.delete.mutate(input),
    onSuccess: renew,
  });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('currency.ratesOf', { code })}
      description={t('currency.ratesReason', { code, base })}
      actions={<Button onClick={onClose}>{settings('service.close')}</Button>}
    >
      {may('exchange_rate:create') && currency.active && <NewRate code={code} base={base} onSaved={renew} />}
      <ul className={classes.days} aria-label={t('currency.rates')}>
        {rates.data?.items.map(({ id, rate, validFrom, abilities }) => (
          <li key={id} className={classes.day}>
            <Text level={2}>
              <Moment at={validFrom} as="date" />
            </Text>
            <span className={classes.dayName}>
              <Figure>
                {rate} {base}
              </Figure>
            </span>
            {abilities.delete && (
              <IconButton
                icon="trash"
                size="small"
                variant="ghost"
                label={settings('deleteOf', { name: `${rate} ${base}, ${validFrom}` })}
                onClick={() => remove.mutate({ id })}
              />
            )}
          </li>
        ))}
      </ul>
      {rates.data?.items.length === 0 && <Text level={2}>{t('currency.noRates', { code })}</Text>}
    </Dialog>
  );
}

interface NewRateProps {
  readonly code: string;
  readonly base: string;
  readonly onSaved: () => Promise<void>;
}

function NewRate({ code, base, onSaved }: NewRateProps) {
  const { t } = useTranslation('prices');
  const words = useErrorWords();
  const issues = useFieldIssues();
  const [day, setDay] = useState<string | undefined>();
  const [rate, setRate] = useState('');
  const [wrong, setWrong] = useState<FieldErrors>({});
  const create = useMutation({
    mutationFn: (data: Inputs['exchange_rate']['create']['data']) => api.exchange_rate.create.mutate({ data }),
    meta: { tellsErrors: true },
    onSuccess: async () => {
      setDay(undefined);
      setRate('');
      await onSaved();
    },
    onError: (error) => {
      const refused = readError(error);
      setWrong({
        validFrom: refused.code === 'duplicate' ? words.issue({ code: 'duplicate' }) : words.title(refused),
        ...issues.ofServer(refused.issues),
      });
    },
  });
  return (
    <form
      className={classes.newDay}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = exchangeRate.create.safeParse({
          currency: code,
          rate: rate.trim().replace(',', '.'),
          validFrom: day,
        });
        setWrong(parsed.success ? {} : issues.ofSchema(parsed.error.issues));
        if (parsed.success) create.mutate(parsed.data);
      }}
    >
      <DateField label={t('currency.validFrom')} required value={day} onChange={setDay} error={wrong['validFrom']} />
      <TextField
        label={t('currency.rate', { code, base })}
        required
        maxLength={22}
        value={rate}
        onChange={setRate}
        error={wrong['rate']}
      />
      <Button type="submit" icon="plus" busy={create.isPending}>
        {t('currency.add')}
      </Button>
    </form>
  );
}
