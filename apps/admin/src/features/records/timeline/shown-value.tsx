import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { useNames } from '#admin/resource/filter/use-names.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
const day = /^\d{4}-\d{2}-\d{2}$/u;
const moment = /^\d{4}-\d{2}-\d{2}T/u;

/** A value from the past, as well as it can be read: the currency of an old amount is not known any more. */
export function ShownValue({ field, value }: { readonly field: string; readonly value: unknown }) {
  const { t } = useTranslation('records');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  if (value === null || value === undefined || value === '') return <>{t('empty')}</>;
  if (typeof value === 'boolean') return <>{vocabulary(value ? 'yes' : 'no')}</>;
  if (typeof value === 'number') {
    const shown = field.endsWith('Minor')
      ? format.number(value / 100, { minimumFractionDigits: 2 })
      : format.number(value);
    return <bdi>{shown}</bdi>;
  }
  if (typeof value !== 'string') return <bdi>{JSON.stringify(value)}</bdi>;
  if (uuid.test(value)) return <NameOf field={field} id={value} />;
  if (day.test(value)) return <>{format.date(value)}</>;
  if (moment.test(value)) return <>{format.appointment(value)}</>;
  return <bdi>{value}</bdi>;
}

function NameOf({ field, id }: { readonly field: string; readonly id: string }) {
  const names = useNames(field === 'accountId' ? 'account' : 'user', field.endsWith('ContactId') ? [] : [id]);
  return <bdi>{names.get(id) ?? `…${id.slice(-6)}`}</bdi>;
}
