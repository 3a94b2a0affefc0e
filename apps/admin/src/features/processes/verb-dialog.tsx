import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { Dialog } from '@crm/ui/overlays/dialog';
import { Consequences } from '@crm/ui/process/consequences';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ProcessDetails } from '@crm/domain/process/process-details';
import type { ProcessRow } from '@crm/domain/process/process';
import { paths } from '#admin/app/paths.ts';
import { useProcessWords } from '#admin/resource/process/use-process-words.ts';
import { InputFields } from './input-fields.tsx';
import { asksWhy, steer, type ScreenVerb } from './screen-verbs.ts';
import { useConsequences } from './use-consequences.ts';
import classes from './verb-dialog.module.css';

interface VerbDialogProps {
  readonly process: ProcessRow;
  readonly details: ProcessDetails | undefined;
  readonly verb: ScreenVerb;
  readonly onClose: () => void;
}

/** Says what a verb means and asks what it needs: why, at which step, with what. */
export function VerbDialog({ process, details, verb, onClose }: VerbDialogProps) {
  const { t } = useTranslation('processes');
  const words = useProcessWords();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const consequences = useConsequences(process.kind);
  const steps = details?.restartSteps ?? [];
  const [reason, setReason] = useState('');
  const [step, setStep] = useState(steps.at(-1));
  const [input, setInput] = useState(details?.input ?? undefined);
  const [isTold, setTold] = useState(false);
  const lacksReason = asksWhy(verb) && reason.trim() === '';
  const steering = useMutation({
    mutationFn: () => steer(process.id, verb, { reason: reason.trim(), step, input }),
    onSuccess: async (row) => {
      showToast({
        title: t(`verbDone.${verb}`),
        state: verb === 'cancel' || verb === 'terminate' ? 'cancelled' : 'done',
      });
      await queryClient.invalidateQueries({ queryKey: [['process']] });
      if (row.id !== process.id) void navigate(paths.process(row.id));
    },
    onSettled: onClose,
  });
  const submit = () => {
    if (lacksReason) setTold(true);
    else if (!steering.isPending) steering.mutate();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="narrow"
      title={t(`verbTitle.${verb}`)}
      actions={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            variant={verb === 'cancel' || verb === 'terminate' ? 'danger' : 'primary'}
            busy={steering.isPending}
            onClick={submit}
          >
            {t(`verb.${verb}`)}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {verb === 'cancel' ? <Consequences items={consequences} /> : <Text level={2}>{t(`verbHint.${verb}`)}</Text>}
        {verb === 'restart' && steps.length > 1 && (
          <SelectField
            label={t('atStep')}
            value={step ?? ''}
            onChange={setStep}
            options={steps.map((value) => ({ value, label: words.step(value) }))}
          />
        )}
        {verb === 'runAgain' && input && <InputFields input={input} onChange={setInput} />}
        <TextareaField
          label={t('reason')}
          hint={t('reasonHint')}
          rows={2}
          maxLength={500}
          required={asksWhy(verb)}
          error={isTold && lacksReason ? t('reasonNeeded') : undefined}
          value={reason}
          onChange={setReason}
        />
      </div>
    </Dialog>
  );
}
