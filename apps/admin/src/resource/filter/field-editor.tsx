import { useTranslation } from 'react-i18next';
import { useTeams } from '../directory.ts';
import { AccountEditor } from './account-editor.tsx';
import { DaysEditor } from './days-editor.tsx';
import { listOf, type FilterField, type FilterValues } from './filter-field.ts';
import { PeopleEditor } from './people-editor.tsx';
import { PickList } from './pick-list.tsx';
import { RangeEditor } from './range-editor.tsx';
import { myTeam } from './to-server-filter.ts';
import { WordsEditor } from './words-editor.tsx';

interface FieldEditorProps {
  readonly field: FilterField;
  readonly values: FilterValues;
  /** Takes effect at once: the list is the answer. */
  readonly onChange: (values: Readonly<Record<string, string | undefined>>) => void;
}

/** Edits one condition. */
export function FieldEditor({ field, values, onChange }: FieldEditorProps) {
  const { t } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const chosen = listOf(values[field.id]);
  const put = (next: readonly string[]) => onChange({ [field.id]: next.length === 0 ? undefined : next.join(',') });

  switch (field.kind) {
    case 'choice':
      return (
        <PickList
          label={field.label}
          options={field.options}
          chosen={chosen}
          onChange={put}
          single={field.single ?? false}
        />
      );
    case 'people':
      return <PeopleEditor label={field.label} chosen={chosen} onChange={put} />;
    case 'teams':
      return <TeamsEditor label={field.label} chosen={chosen} onChange={put} />;
    case 'account':
      return (
        <AccountEditor label={field.label} chosen={values[field.id]} onChange={(id) => onChange({ [field.id]: id })} />
      );
    case 'days':
      return <DaysEditor field={field} values={values} onChange={onChange} />;
    case 'range':
      return <RangeEditor field={field} values={values} onChange={onChange} />;
    case 'words':
      return (
        <WordsEditor
          label={field.label}
          value={values[field.id]}
          onChange={(value) => onChange({ [field.id]: value })}
        />
      );
    case 'flag':
      return (
        <PickList
          label={field.label}
          options={[
            { value: 'true', label: vocabulary('yes') },
            ...(field.onlyYes ? [] : [{ value: 'false', label: vocabulary('no') }]),
          ]}
          chosen={chosen}
          onChange={put}
          single
        />
      );
    default:
      return t('filter.nothing');
  }
}

interface TeamsEditorProps {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function TeamsEditor({ label, chosen, onChange }: TeamsEditorProps) {
  const { t } = useTranslation('resource');
  const teams = useTeams();
  const options = [
    { value: myTeam, label: t('filter.myTeam') },
    ...(teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  return <PickList label={label} options={options} chosen={chosen} onChange={onChange} busy={teams === undefined} />;
}
