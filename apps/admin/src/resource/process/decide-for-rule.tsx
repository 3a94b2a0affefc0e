import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Text } from '@crm/ui/data/text';
import { Note } from '@crm/ui/feedback/note';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRow } from '@crm/domain/process/process';
import { readError } from '#admin/lib/api-error.ts';
import { api } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import classes from './approve-quote.module.css';

const longestComment = 500;

/** The answer that a rule waits for before it goes on. */
export function DecideForRule({ process }: { readonly process: ProcessRow }) {
  const { t } = useTranslation('process');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const [comment, setComment] = useState('');
  const said = comment.trim();
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'reject') =>
      api.process.decide.mutate({ id: process.id, data: { decision, ...(said && { comment: said }) } }),
    meta: { tellsErrors: true },
    onSuccess: (_, decision) =>
      showToast({ title: t(decision === 'approve' ? 'decide.approved' : 'decide.rejected'), state: 'done' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [['process']] }),
  });
  const refusal = decide.error ? readError(decide.error) : undefined;
  return (
    <div className={classes.form} role="group" aria-label={t('decide.title')}>
      <Text>
        <bdi>{process.wait?.why}</bdi>
      </Text>
      <TextareaField
        label={t('approve.comment')}
        hint={t('decide.commentHint')}
        rows={2}
        maxLength={longestComment}
        value={comment}
        onChange={setComment}
      />
      {refusal && (
        <Note tone="bad" state="failed" live>
          {words.title(refusal)}. {words.advice(refusal)}
        </Note>
      )}
      <div className={classes.verbs}>
        <Button variant="primary" icon="check" busy={decide.isPending} onClick={() => decide.mutate('approve')}>
          {t('approve.yes')}
        </Button>
        <Button icon="ban" unavailable={said === '' || decide.isPending} onClick={() => decide.mutate('reject')}>
          {t('approve.no')}
        </Button>
      </div>
    </div>
  );
}
