import { Nothing } from '@crm/ui/data/facts';
import { Link } from '@crm/ui/controls/link';
import { Moment } from '@crm/ui/data/moment';
import { Person } from '@crm/ui/data/named';
import { Badge } from '@crm/ui/data/badge';
import { useTranslation } from 'react-i18next';
import { paths } from '#admin/app/paths.ts';
import type { NamedRef } from '@crm/domain/scalars';
import type { EditableFact } from './editable-facts.tsx';

interface SystemRow {
  readonly createdAt: string;
  readonly createdBy: NamedRef | null;
  readonly updatedAt: string;
  readonly updatedBy: NamedRef | null;
}

type EmailStatus = 'unchecked' | 'valid' | 'unknown';

/** How the values that every record has are drawn on its page. */
export function useFactWords() {
  const { t } = useTranslation('vocabulary');
  const nothing = <Nothing label={t('none')} />;
  const person = (who: NamedRef | null) => (who ? <Person name={who.name} /> : <Nothing label={t('nobody')} />);
  const system = (row: SystemRow): readonly EditableFact[] => [
    { id: 'createdAt', label: t('field.createdAt'), value: <Moment at={row.createdAt} as="appointment" /> },
    { id: 'createdBy', label: t('field.createdBy'), value: person(row.createdBy) },
    { id: 'updatedAt', label: t('field.updatedAt'), value: <Moment at={row.updatedAt} as="appointment" /> },
    { id: 'updatedBy', label: t('field.updatedBy'), value: person(row.updatedBy) },
  ];
  return {
    words: (value: string | null) => (value === null || value === '' ? nothing : <bdi>{value}</bdi>),
    latin: (value: string | null) => (value === null ? nothing : <bdi dir="ltr">{value}</bdi>),
    phone: (value: string | null) =>
      value === null ? (
        nothing
      ) : (
        <Link href={`tel:${value}`}>
          <bdi dir="ltr">{value}</bdi>
        </Link>
      ),
    email: (value: string | null, status: EmailStatus) =>
      value === null ? (
        nothing
      ) : (
        <>
          <Link href={`mailto:${value}`}>
            <bdi dir="ltr">{value}</bdi>
          </Link>{' '}
          {status !== 'unchecked' && (
            <Badge tone={status === 'valid' ? 'good' : 'idle'}>{t(`emailStatus.${status}`)}</Badge>
          )}
        </>
      ),
    website: (value: string | null) =>
      value === null ? (
        nothing
      ) : (
        <Link href={value} target="_blank" rel="noreferrer">
          <bdi dir="ltr">{value}</bdi>
        </Link>
      ),
    day: (value: string | null) => (value === null ? nothing : <Moment at={value} as="date" />),
    flag: (value: boolean | null) => (value === null ? t('notAsked') : t(value ? 'yes' : 'no')),
    person,
    account: (ref: NamedRef | null) => (ref ? <Link href={paths.account(ref.id)}>{ref.name}</Link> : nothing),
    contact: (ref: NamedRef | null) => (ref ? <Link href={paths.contact(ref.id)}>{ref.name}</Link> : nothing),
    system,
  };
}
