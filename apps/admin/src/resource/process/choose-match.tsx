import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { Note } from '@crm/ui/feedback/note';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversionChoice } from '@crm/domain/lead/lead-conversion';
import { readError } from '#admin/lib/api-error.ts';
import { ErrorView } from '#admin/lib/error-view.tsx';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { MatchChoice } from './match-choice.tsx';
import classes from './choose-match.module.css';

/** The choice that a waiting conversion asks for, right where it is shown. */
export function ChooseMatch({ leadId }: { readonly leadId: string }) {
  const { t } = useTranslation('process');
  const words = useErrorWords();
  const queryClient = useQueryClient();
  const { data: matches, error, refetch } = useQuery(trpc.lead.matches.queryOptions({ id: leadId }));
  const [made, setMade] = useState<ConversionChoice | undefined>();
  const choose = useMutation(
    trpc.lead.chooseMatch.mutationOptions({
      meta: { tellsErrors: true },
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: [['process']] });
        await queryClient.invalidateQueries({ queryKey: [['lead']] });
      },
    }),
  );
  if (error) return <ErrorView error={error} onRetry={() => void refetch()} />;
  if (matches === undefined) return <Skeleton width={240} />;
  const choice = made ?? { accountId: matches.accounts[0]?.id ?? null, contactId: matches.contacts[0]?.id ?? null };
  const refusal = choose.error ? readError(choose.error) : undefined;
  return (
    <form
      className={classes.form}
      aria-label={t('choice.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!choose.isPending) choose.mutate({ id: leadId, data: choice });
      }}
    >
      <MatchChoice matches={matches} choice={choice} onChange={setMade} />
      {refusal && (
        <Note tone="bad" state="failed" live>
          {words.title(refusal)}. {words.advice(refusal)}
        </Note>
      )}
      <div>
        <Button type="submit" variant="primary" busy={choose.isPending}>
          {t('choice.submit')}
        </Button>
      </div>
    </form>
  );
}
