import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssuedApiKey } from '@crm/domain/api-key/api-key';
import { useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { MomentField } from '#admin/resource/form/moment-field.tsx';
import { SaveDrawer } from '../save-drawer.tsx';
import classes from '../settings.module.css';

interface NewKeyDrawerProps {
  readonly onClose: () => void;
  readonly onIssued: (key: IssuedApiKey) => void;
}

/** Makes a key: for whom it acts, what it may do, until when. */
export function NewKeyDrawer({ onClose, onIssued }: NewKeyDrawerProps) {
  const { t: keys } = useTranslation('apiKeys');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [userId, setUserId] = useState<string | null>(session.id);
  const [expiresAt, setExpiresAt] = useState<string | undefined>();
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const grantable = useQuery(trpc.api_key.scopes.queryOptions(userId === null ? {} : { userId }));
  const known = grantable.data?.items ?? [];
  const chosen = scopes.filter((scope) => known.includes(scope));
  const create = useMutation(
    trpc.api_key.create.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: (issued) => {
        onIssued(issued);
        void queryClient.invalidateQueries({ queryKey: [['api_key']] });
      },
    }),
  );
  const resources = [...new Set(known.map((scope) => scope.split(':')[1] ?? scope))];
  const toggle = (scope: string, isOn: boolean) =>
    setScopes(isOn ? [...chosen, scope] : chosen.filter((other) => other !== scope));

  return (
    <SaveDrawer
      title={keys('create')}
      submit={keys('submit')}
      isDirty={name !== ''}
      isPending={create.isPending}
      isReady={name.trim() !== '' && chosen.length > 0}
      error={create.error}
      onSubmit={() =>
        create.mutate({
          data: { name, scopes: [...chosen], expiresAt: expiresAt ?? null, ...(userId === null ? {} : { userId }) },
        })
      }
      onClose={onClose}
    >
      <TextField
        name="name"
        label={vocabulary('field.name')}
        hint={keys('nameHint')}
        error={undefined}
        required
        maxLength={100}
        value={name}
        onChange={setName}
      />
      <PersonLookup
        name="userId"
        label={keys('actsAs')}
        hint={keys('actsAsHint')}
        error={undefined}
        value={userId}
        onChange={setUserId}
        known={session}
      />
      <MomentField
        name="expiresAt"
        label={keys('expires')}
        error={undefined}
        value={expiresAt}
        onChange={setExpiresAt}
      />
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{keys('scopes')}</legend>
        {resources.map((resource) => (
          <div key={resource} className={classes.scope}>
            <code dir="ltr">{resource}</code>
            {(['read', 'write'] as const).map((access) => {
              const scope = `crm:${resource}:${access}`;
              return (
                known.includes(scope) && (
                  <Checkbox
                    key={access}
                    visibleLabel
                    label={keys(access)}
                    checked={chosen.includes(scope)}
                    onChange={(isOn) => toggle(scope, isOn)}
                  />
                )
              );
            })}
          </div>
        ))}
      </fieldset>
    </SaveDrawer>
  );
}
