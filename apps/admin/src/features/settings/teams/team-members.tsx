import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { Text } from '@crm/ui/data/text';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { Drawer } from '@crm/ui/overlays/drawer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPageSize } from '@crm/domain/page-limits';
import type { TeamRow } from '@crm/domain/team/team';
import { useMay } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { AddMember } from './add-member.tsx';
import { Member } from './member.tsx';
import classes from './team-members.module.css';

interface TeamMembersProps {
  readonly team: TeamRow;
  /** Changing the lead is a change of the team. */
  readonly mayLead: boolean;
  readonly onClose: () => void;
}

/** Who is in a team and who leads it; people come and go here. */
export function TeamMembers({ team, mayLead, onClose }: TeamMembersProps) {
  const { t } = useTranslation('settings');
  const { t: resource } = useTranslation('resource');
  const may = useMay();
  const mayMove = may('user:update');
  const [below, setBelow] = useState(false);
  const people = useQuery(trpc.team.members.queryOptions({ id: team.id, below, limit: maxPageSize, sort: 'name' }));
  const members = people.data?.items ?? [];
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('team.peopleOf', { name: team.name })}
      actions={<Button onClick={onClose}>{t('service.close')}</Button>}
    >
      {mayMove && <AddMember team={team} />}
      {people.error && (
        <ErrorView error={people.error} title={resource('list.failed')} onRetry={() => void people.refetch()} />
      )}
      <ul className={classes.people} aria-label={t('team.people')}>
        {members.map((person) => (
          <Member key={person.id} person={person} team={team} mayLead={mayLead} mayMove={mayMove} />
        ))}
      </ul>
      {people.data && members.length === 0 && (
        <Text level={2}>{mayMove ? t('team.nobody') : t('team.nobodyRead')}</Text>
      )}
      {typeof people.data?.nextCursor === 'string' && (
        <Text level={2}>{t('team.tooMany', { count: maxPageSize })}</Text>
      )}
      <div className={classes.below}>
        <Checkbox visibleLabel label={t('team.below')} checked={below} onChange={setBelow} />
      </div>
    </Drawer>
  );
}
