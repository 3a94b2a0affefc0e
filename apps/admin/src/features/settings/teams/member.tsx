import { Button } from '@crm/ui/controls/button';
import { IconButton } from '@crm/ui/controls/icon-button';
import { Badge } from '@crm/ui/data/badge';
import { Person } from '@crm/ui/data/named';
import { useTranslation } from 'react-i18next';
import type { TeamRow } from '@crm/domain/team/team';
import type { UserRow } from '@crm/domain/user/user';
import { api } from '#admin/lib/trpc.ts';
import classes from './team-members.module.css';
import { useTeamWrite } from './use-team-write.ts';

interface MemberProps {
  readonly person: UserRow;
  readonly team: TeamRow;
  readonly mayLead: boolean;
  readonly mayMove: boolean;
}

/** Somebody of a team, with what can be changed about it. */
export function Member({ person, team, mayLead, mayMove }: MemberProps) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const { t: resource } = useTranslation('resource');
  const { name } = person;
  const isLead = team.leadId === person.id;
  const isOfThis = person.teamId === team.id;
  const lead = useTeamWrite(
    (leadId: string | null) => api.team.update.mutate({ id: team.id, version: team.version, data: { leadId } }),
    resource('form.changed', { what: team.name }),
  );
  const leave = useTeamWrite(
    () => api.user.update.mutate({ id: person.id, version: person.version, data: { teamId: null } }),
    t('team.takenOut', { name }),
  );
  return (
    <li className={classes.member}>
      <span className={classes.who}>
        <Person name={name} detail={isOfThis ? vocabulary(`role.${person.role}`) : person.team?.name} />
      </span>
      {isLead && <Badge tone="accent">{t('team.lead')}</Badge>}
      {mayLead && (
        <Button
          size="small"
          variant="ghost"
          busy={lead.isPending}
          aria-label={isLead ? t('team.dropLeadOf', { name }) : t('team.makeLeadOf', { name })}
          onClick={() => lead.mutate(isLead ? null : person.id)}
        >
          {isLead ? t('team.dropLead') : t('team.makeLead')}
        </Button>
      )}
      {mayMove && isOfThis && (
        <IconButton
          size="small"
          variant="ghost"
          icon="close"
          disabled={leave.isPending}
          label={t('team.takeOut', { name })}
          onClick={() => leave.mutate(undefined)}
        />
      )}
    </li>
  );
}
