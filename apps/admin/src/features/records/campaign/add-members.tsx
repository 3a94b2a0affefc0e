import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Segmented } from '@crm/ui/controls/segmented';
import { Note } from '@crm/ui/feedback/note';
import { LookupField } from '@crm/ui/fields/lookup-field';
import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignRow } from '@crm/domain/campaign/campaign';
import { memberTypes } from '@crm/domain/campaign/campaign.rules';
import { readError } from '#admin/lib/api-error.ts';
import { api } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { searchSubjects } from '#admin/resource/lookups.ts';
import classes from './campaign.module.css';

type MemberType = (typeof memberTypes)[number];

/** Adds leads or contacts one by one, as many as were found before the verb is pressed. */
export function AddMembers({ row, onClose }: { readonly row: CampaignRow; readonly onClose: () => void }) {
  const { t } = useTranslation('campaign');
  const { t: frame } = useTranslation('resource');
  const { t: vocabulary } = useTranslation('vocabulary');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [of, setOf] = useState<MemberType>(row.segment?.of ?? 'contact');
  const [chosen, setChosen] = useState<readonly LookupOption[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (ids: string[]) =>
      api.campaign.addMembers.mutate({ id: row.id, data: { from: 'ids', subjectType: of, ids } }),
    meta: { tellsErrors: true },
    onSuccess: async ({ added, refused }) => {
      onClose();
      showToast({
        title: t('added', { count: added }),
        detail: refused > 0 ? t('refused', { count: refused }) : undefined,
        state: 'done',
      });
      await queryClient.invalidateQueries({ queryKey: [['campaign']] });
    },
  });
  const refusal = error ? readError(error) : undefined;
  const without = (id: string) => chosen.filter((option) => option.id !== id);

  return (
    <Dialog
      opened
      size="narrow"
      keepsOpen={chosen.length > 0}
      onClose={onClose}
      title={t('addSome')}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {frame('cancel')}
          </Button>
          <Button
            variant="primary"
            busy={isPending}
            unavailable={chosen.length === 0}
            onClick={() => chosen.length > 0 && mutate(chosen.map(({ id }) => id))}
          >
            {t('addChosen', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={classes.members}>
        <Segmented
          label={t('kind')}
          value={of}
          options={memberTypes.map((value) => ({ value, label: vocabulary(`plural.${value}`) }))}
          onChange={(next) => {
            setOf(next);
            setChosen([]);
          }}
        />
        <LookupField
          // A new one for each that was taken over into the list below.
          key={`${of} ${chosen.length}`}
          label={vocabulary(`noun.${of}`)}
          error={undefined}
          value={undefined}
          search={searchSubjects[of]}
          onChange={(option) => option && setChosen([...without(option.id), option])}
        />
        {chosen.length > 0 && (
          <span className={classes.chosen}>
            {chosen.map(({ id, label }) => (
              <Button
                key={id}
                size="small"
                iconEnd="close"
                aria-label={t('remove', { name: label })}
                onClick={() => setChosen(without(id))}
              >
                {label}
              </Button>
            ))}
          </span>
        )}
        {refusal && (
          <Note tone="bad" icon="warning" live>
            {words.title(refusal)}. {words.advice(refusal)}
          </Note>
        )}
      </div>
    </Dialog>
  );
}
