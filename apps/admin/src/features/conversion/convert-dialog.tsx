import { useQuery } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { DateField } from '@crm/ui/fields/date-field';
import { FormGrid } from '@crm/ui/fields/form-grid';
import { MoneyField } from '@crm/ui/fields/money-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { Note } from '@crm/ui/feedback/note';
import { Skeleton } from '@crm/ui/feedback/skeleton';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideMatches } from '@crm/domain/lead/conversion.rules';
import type { LeadRow } from '@crm/domain/lead/lead';
import type { ConversionChoice } from '@crm/domain/lead/lead-conversion';
import { readError } from '#admin/lib/api-error.ts';
import { trpc } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { usePipelines } from '#admin/resource/directory.ts';
import { useFieldIssues } from '#admin/resource/form/use-field-issues.ts';
import { MatchChoice } from '#admin/resource/process/match-choice.tsx';
import classes from './convert-dialog.module.css';
import { useConvert } from './use-convert.ts';

interface ConvertDialogProps {
  readonly lead: LeadRow;
  readonly onClose: () => void;
}

/** What was found for the lead, the choice, and the deal that comes of it. */
export function ConvertDialog({ lead, onClose }: ConvertDialogProps) {
  const { t } = useTranslation('conversion');
  const words = useErrorWords();
  const issues = useFieldIssues();
  const formId = useId();
  const found = useQuery(trpc.lead.matches.queryOptions({ id: lead.id }, { staleTime: 0 }));
  const pipelines = usePipelines();
  const [made, setMade] = useState<ConversionChoice | undefined>();
  const [name, setName] = useState('');
  const [pipelineId, setPipelineId] = useState<string | undefined>();
  const [amountMinor, setAmount] = useState<number | undefined>(lead.budgetMinor ?? undefined);
  const [closeDate, setCloseDate] = useState<string | undefined>();
  const { start, isPending, error } = useConvert(lead, onClose);

  const pipeline = pipelines?.find(({ id }) => id === pipelineId) ?? pipelines?.find(({ isDefault }) => isDefault);
  const currency = lead.currency ?? pipeline?.currency ?? 'EUR';
  const decision = found.data && decideMatches(found.data);
  const proposed = decision?.kind === 'clear' ? decision.choice : firstOf(found.data);
  const choice = made ?? proposed;
  const refusal = error ? readError(error) : undefined;
  const errors = issues.ofServer(refusal?.issues ?? []);

  const submit = () => {
    const trimmed = name.trim();
    start({
      choice,
      ...(trimmed && { opportunityName: trimmed }),
      ...(pipeline && { pipelineId: pipeline.id }),
      ...(amountMinor !== undefined && { amountMinor, currency }),
      ...(closeDate && { expectedCloseDate: closeDate }),
    });
  };

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('title', { name: lead.name })}
      description={t('description')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" busy={isPending} unavailable={!found.data}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (found.data) submit();
        }}
      >
        {refusal && (
          <Note tone="bad" state="failed" live>
            {words.title(refusal)}. {words.advice(refusal)}
          </Note>
        )}
        {found.error && <Note tone="bad">{words.title(readError(found.error))}</Note>}
        {!found.data && !found.error && <Skeleton width={260} />}
        {found.data && choice && <MatchChoice matches={found.data} choice={choice} onChange={setMade} />}
        <h3 className={classes.title}>{t('deal')}</h3>
        <FormGrid>
          <TextField
            label={t('dealName')}
            value={name}
            placeholder={lead.company ?? lead.name}
            maxLength={200}
            onChange={setName}
            error={errors['opportunityName']}
          />
          {pipelines && pipelines.length > 1 && (
            <SelectField
              label={t('pipeline')}
              value={pipeline?.id ?? ''}
              options={pipelines.map((option) => ({ value: option.id, label: option.name }))}
              onChange={setPipelineId}
              error={errors['pipelineId']}
            />
          )}
          <MoneyField
            label={t('amount')}
            value={amountMinor}
            currency={currency}
            onChange={setAmount}
            error={errors['amountMinor']}
          />
          <DateField
            label={t('closeDate')}
            value={closeDate}
            onChange={setCloseDate}
            error={errors['expectedCloseDate']}
          />
        </FormGrid>
      </form>
    </Dialog>
  );
}

/** Where a person must choose, the strongest match stands chosen at first. */
function firstOf(
  matches: { accounts: { id: string }[]; contacts: { id: string; accountId: string | null }[] } | undefined,
) {
  if (!matches) return undefined;
  const [contact] = matches.contacts;
  return { accountId: contact?.accountId ?? matches.accounts[0]?.id ?? null, contactId: contact?.id ?? null };
}
