import { Button } from '@crm/ui/controls/button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamRow } from '@crm/domain/team/team';
import { api } from '#admin/lib/trpc.ts';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import classes from '../settings.module.css';
import members from './team-members.module.css';
import { useTeamWrite } from './use-team-write.ts';

/** Brings somebody into a team, out of the one where they were. */
export function AddMember({ team }: { readonly team: TeamRow }) {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const [chosen, setChosen] = useState<string | null>(null);
  const { mutate, isPending } = useTeamWrite(
    (id: string) => api.user.update.mutate({ id, data: { teamId: team.id } }),
    t('team.addedTo', { team: team.name }),
    () => setChosen(null),
  );
  return (
    <form
      className={classes.group}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) mutate(chosen);
      }}
    >
      <div className={members.add}>
        <PersonLookup
          name="person"
          label={vocabulary('noun.user')}
          error={undefined}
          value={chosen}
          onChange={setChosen}
        />
        <Button type="submit" icon="plus" busy={isPending} disabled={chosen === null}>
          {t('team.add')}
        </Button>
      </div>
      <p className={classes.hint}>{t('team.addHint')}</p>
    </form>
  );
}
