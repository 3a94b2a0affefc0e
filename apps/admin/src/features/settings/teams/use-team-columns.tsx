import { Button } from '@crm/ui/controls/button';
import { Badge } from '@crm/ui/data/badge';
import { Nothing } from '@crm/ui/data/facts';
import { Person, RecordName } from '@crm/ui/data/named';
import { useFormat } from '@crm/ui/hooks/use-format';
import type { Column } from '@crm/ui/table/column';
import { useTranslation } from 'react-i18next';
import type { TeamRow } from '@crm/domain/team/team';
import { useMay } from '#admin/lib/session.ts';
import { WordsCell } from '#admin/resource/list/cells.tsx';
import { useForms } from '#admin/resource/use-forms.ts';
import { RowVerbs } from '../row-verbs.tsx';
import classes from '../settings.module.css';
import type { TeamNode } from './team-tree.ts';

/** What is told of a team, and what can be done with it. */
export function useTeamColumns({
  onPeople,
  onDelete,
}: {
  readonly onPeople: (row: TeamRow) => void;
  readonly onDelete: (row: TeamRow) => void;
}): readonly Column<TeamNode>[] {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const forms = useForms();
  const format = useFormat();
  const may = useMay();
  const verbs: Column<TeamNode> = {
    id: 'verbs',
    header: t('verbs'),
    width: '124px',
    small: 'aside',
    cell: ({ team }) => (
      <RowVerbs
        name={team.name}
        onEdit={team.abilities.update ? () => forms.edit('team', team.id) : undefined}
        onRemove={team.abilities.delete ? () => onDelete(team) : undefined}
      />
    ),
  };
  const facts: readonly Column<TeamNode>[] = [
    {
      id: 'name',
      header: vocabulary('field.title'),
      small: 'title',
      skeleton: 'record',
      cell: ({ team, depth }) => (
        <span className={classes.indented} style={{ '--depth': depth }}>
          <RecordName name={team.name} kind="company" />
        </span>
      ),
    },
    {
      id: 'parent',
      header: vocabulary('field.parent'),
      width: '150px',
      dropsFirst: true,
      cell: ({ parentName }) =>
        parentName === undefined ? <Nothing label={t('team.noParent')} /> : <WordsCell words={parentName} />,
    },
    {
      id: 'lead',
      header: vocabulary('field.teamLead'),
      width: '180px',
      small: 'detail',
      skeleton: 'person',
      cell: ({ team: { lead } }) => (lead ? <Person name={lead.name} /> : <Nothing label={vocabulary('nobody')} />),
    },
    {
      id: 'people',
      header: t('team.people'),
      width: '110px',
      small: 'figure',
      cell: ({ team }) => (
        <Button
          size="small"
          variant="ghost"
          icon="users"
          aria-label={t('team.peopleOf', { name: team.name })}
          onClick={() => onPeople(team)}
        >
          {format.number(team.memberCount)}
        </Button>
      ),
    },
    {
      id: 'takesLeads',
      header: vocabulary('field.takesLeads'),
      width: '150px',
      dropsFirst: true,
      cell: ({ team }) =>
        team.takesLeads ? <Badge tone="good">{t('team.takes')}</Badge> : <Nothing label={vocabulary('no')} />,
    },
  ];
  return may('team:update') ? [...facts, verbs] : facts;
}
