import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../directory.ts';
import { resolveDay } from './days.ts';
import { listOf, type DaysField, type FilterField, type FilterValues, type RangeField } from './filter-field.ts';
import { me, myTeam } from './to-server-filter.ts';
import { useNames } from './use-names.ts';

interface FieldWordsProps {
  readonly field: FilterField;
  readonly values: FilterValues;
}

/** What a condition asks for, in words: the last part of its chip. */
export function FieldWords({ field, values }: FieldWordsProps) {
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const chosen = listOf(values[field.id]);
  switch (field.kind) {
    case 'choice': {
      const labels = chosen.map((value) => field.options.find((option) => option.value === value)?.label ?? value);
      return labels.join(t('comma'));
    }
    case 'people':
      return <PeopleWords ids={chosen} />;
    case 'teams':
      return <TeamWords ids={chosen} />;
    case 'account':
      return <AccountWords ids={chosen} />;
    case 'days':
      return <DaysWords field={field} values={values} />;
    case 'range':
      return <RangeWords field={field} values={values} />;
    case 'flag':
      return vocabulary(values[field.id] === 'true' ? 'yes' : 'no');
    default:
      return <bdi>{chosen.join(t('comma'))}</bdi>;
  }
}

function PeopleWords({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('resource');
  const names = useNames(
    'user',
    ids.filter((id) => id !== me),
  );
  return ids.map((id) => (id === me ? t('filter.me') : (names.get(id) ?? '…'))).join(t('comma'));
}

function TeamWords({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('resource');
  const teams = useTeams();
  return ids
    .map((id) => (id === myTeam ? t('filter.myTeam') : (teams?.find((team) => team.id === id)?.name ?? '…')))
    .join(t('comma'));
}

function AccountWords({ ids }: { readonly ids: readonly string[] }) {
  const names = useNames('account', ids);
  return <bdi>{ids.map((id) => names.get(id) ?? '…').join(', ')}</bdi>;
}

function DaysWords({ field, values }: { readonly field: DaysField; readonly values: FilterValues }) {
  const format = useFormat();
  const from = resolveDay(values[field.from]);
  const to = resolveDay(values[field.to]);
  if (from && to) return from === to ? format.day(from) : `${format.date(from)} – ${format.date(to)}`;
  const end = from ?? to;
  return end ? format.date(end) : null;
}

function RangeWords({ field, values }: { readonly field: RangeField; readonly values: FilterValues }) {
  const format = useFormat();
  const { from, to, scale = 1 } = field;
  const ends = [values[from], to === undefined ? undefined : values[to]].flatMap((value) =>
    value === undefined ? [] : [format.number(Number(value) / scale)],
  );
  return ends.join(' – ');
}
