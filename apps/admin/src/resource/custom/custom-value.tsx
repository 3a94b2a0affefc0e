import { useQuery } from '@tanstack/react-query';
import { Link } from '@crm/ui/controls/link';
import { Nothing } from '@crm/ui/data/facts';
import { MoneyText } from '@crm/ui/data/figure';
import { Moment } from '@crm/ui/data/moment';
import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { LinkTarget } from '@crm/domain/custom-field/custom-field';
import { isRecord, readString } from '#admin/lib/read.ts';
import { recordPath } from '../record-path.ts';
import { readName } from './link-targets.ts';
import { useCustomLabels, type CustomDefinition } from './custom-fields.ts';

interface CustomValueProps {
  readonly field: CustomDefinition;
  readonly value: unknown;
}

/** The value of a custom field as it is read: in the reader's language, amounts and days by locale. */
export function CustomValue({ field, value }: CustomValueProps) {
  const { t } = useTranslation('vocabulary');
  const format = useFormat();
  const labels = useCustomLabels();
  if (value === null || value === undefined) return <Nothing label={t('none')} />;
  const words = readString(value) ?? '';
  switch (field.type) {
    case 'text':
      return <bdi>{words}</bdi>;
    case 'number':
      return <bdi dir="ltr">{format.number(Number(value))}</bdi>;
    case 'money': {
      const money = readMoney(value);
      return money ? <MoneyText money={money} fraction="auto" /> : <Nothing label={t('none')} />;
    }
    case 'date':
      return <Moment at={words} as="date" />;
    case 'choice':
      return <bdi>{labels.option(field, value)}</bdi>;
    case 'multi_choice': {
      const keys: readonly unknown[] = Array.isArray(value) ? value : [value];
      return <bdi>{format.list(keys.map((key) => labels.option(field, key)))}</bdi>;
    }
    case 'link':
      return field.target && <LinkedRecord target={field.target} id={words} />;
    case 'boolean':
      return t(value === true ? 'yes' : 'no');
  }
}

/** An amount as the field keeps it; nothing for what is none. */
export function readMoney(value: unknown): { readonly amountMinor: number; readonly currency: string } | undefined {
  if (!isRecord(value)) return undefined;
  const { minor, currency } = value;
  return typeof minor === 'number' && typeof currency === 'string' ? { amountMinor: minor, currency } : undefined;
}

/** Names stand still long enough. */
const staleTime = 5 * 60_000;

function LinkedRecord({ target, id }: { readonly target: LinkTarget; readonly id: string }) {
  const { t } = useTranslation('vocabulary');
  const { data, isError } = useQuery({
    queryKey: ['name-of', target, id],
    queryFn: () => readName(target, id),
    staleTime,
    retry: false,
  });
  // What may not be read, or is gone, has no name here.
  if (isError) return <Nothing label={t('none')} />;
  return <Link href={recordPath(target, id)}>{data ?? '…'}</Link>;
}
