import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Checkbox } from '@crm/ui/controls/checkbox';
import { Note } from '@crm/ui/feedback/note';
import { TextField } from '@crm/ui/fields/text-field';
import { Drawer } from '@crm/ui/overlays/drawer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssuedApiKey } from '@crm/domain/api-key/api-key';
import { readError } from '#admin/lib/api-error.ts';
import { useSession } from '#admin/lib/session.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import { MomentField } from '#admin/resource/form/moment-field.tsx';
import classes from '../settings.module.css';

interface NewKeyDrawerProps {
  readonly onClose: () => void;
  readonly onIssued: (key: IssuedApiKey) => void;
}

/** Makes a key: for whom it acts, what it may do, until when. */
export function NewKeyDrawer({ onClose, onIssued }: NewKeyDrawerProps) {
  const { t } = useTranslation('settings');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const session = useSession();
  const errorWords = useErrorWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [userId, setUserId] = useState<string | null>(session.id);
  const [expiresAt, setExpiresAt] = useState<string | undefined>();
  const [scopes, setScopes] = useState<readonly string[]>([]);
  const grantable = useQuery(trpc.apiKey.scopes.queryOptions(userId === null ? {} : { userId }));
  const known = grantable.data?.items ?? [];
  const chosen = scopes.filter((scope) => known.includes(scope));
  const create = useMutation(
    trpc.apiKey.create.mutationOptions({
      meta: { tellsErrors: true },
      onSuccess: (issued) => {
        onIssued(issued);
        void queryClient.invalidateQueries({ queryKey: [['apiKey']] });
      },
    }),
  );
  const refusal = create.error && readError(create.error);
  const resources = [...new Set(known.map((scope) => scope.split(':')[1] ?? scope))];
  const toggle = (scope: string, isOn: boolean) =>
    setScopes(isOn ? [...chosen, scope] : chosen.filter((other) => other !== scope));

  return (
    <Drawer
      opened
      keepsOpen={name !== ''}
      onClose={onClose}
      title={t('apiKey.create')}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {frame('cancel')}
          </Button>
          <Button
            variant="primary"
            busy={create.isPending}
            disabled={name.trim() === '' || chosen.length === 0}
            onClick={() =>
              create.mutate({
                data: {
                  name,
                  scopes: [...chosen],
                  expiresAt: expiresAt ?? null,
                  ...(userId === null ? {} : { userId }),
                },
              })
            }
          >
            {t('apiKey.submit')}
          </Button>
        </>
      }
    >
      <div className={classes.fields}>
        <TextField
          name="name"
          label={vocabulary('field.name')}
          hint={t('apiKey.nameHint')}
          error={undefined}
          required
          maxLength={100}
          value={name}
          onChange={setName}
        />
        <PersonLookup
          name="userId"
          label={t('apiKey.actsAs')}
          hint={t('apiKey.actsAsHint')}
          error={undefined}
          value={userId}
          onChange={setUserId}
          known={session}
        />
        <MomentField
          name="expiresAt"
          label={t('apiKey.expires')}
          error={undefined}
          value={expiresAt}
          onChange={setExpiresAt}
        />
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{t('apiKey.scopes')}</legend>
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
                      label={t(`apiKey.${access}`)}
                      checked={chosen.includes(scope)}
                      onChange={(isOn) => toggle(scope, isOn)}
                    />
                  )
                );
              })}
            </div>
          ))}
        </fieldset>
        {refusal && (
          <Note tone="bad" icon="warning" live>
            {errorWords.title(refusal)}. {errorWords.advice(refusal)}
          </Note>
        )}
      </div>
    </Drawer>
  );
}
