import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityRow } from '@crm/domain/opportunity/opportunity';
import type { FieldLabels } from '#admin/resource/form/make-fields.ts';

/** What the form of a deal holds. */
export type OpportunityValues = Pick<
  OpportunityRow,
  | 'name'
  | 'accountId'
  | 'primaryContactId'
  | 'amountMinor'
  | 'currency'
  | 'expectedCloseDate'
  | 'forecastCategory'
  | 'lossReason'
> & {
  /** Left out of a new deal, it is the default one. */
  readonly pipelineId: string | undefined;
  /** Left out of a new deal, it is the pipeline's first. */
  readonly stageId: string | undefined;
  /** Left out, it is the stage's own. */
  readonly probability: number | undefined;
  /** Left out of a new deal, it is whoever makes it. */
  readonly assignedTo: string | null | undefined;
};

/**
 * What the form begins with: a record's values, or those of a new one.
 * @param owner of a new one; left out where the server decides
 */
export function opportunityValues(
  row: OpportunityRow | undefined,
  preset: Readonly<Record<string, string>>,
  owner: string | undefined,
): OpportunityValues {
  return {
    name: row?.name ?? preset['name'] ?? '',
    accountId: row ? row.accountId : (preset['accountId'] ?? null),
    primaryContactId: row ? row.primaryContactId : (preset['primaryContactId'] ?? null),
    pipelineId: row?.pipelineId ?? preset['pipelineId'],
    stageId: row?.stageId ?? preset['stageId'],
    amountMinor: row?.amountMinor ?? null,
    currency: row?.currency ?? null,
    expectedCloseDate: row?.expectedCloseDate ?? null,
    probability: row?.probability,
    forecastCategory: row?.forecastCategory ?? 'pipeline',
    lossReason: row?.lossReason ?? null,
    assignedTo: row ? row.assignedTo : owner,
  };
}

/** The names of the fields. */
export function useOpportunityLabels(): FieldLabels<OpportunityValues> {
  const { t } = useTranslation('vocabulary');
  return useMemo(
    () => ({
      name: t('field.title'),
      accountId: t('field.account'),
      primaryContactId: t('field.primaryContact'),
      pipelineId: t('field.pipeline'),
      stageId: t('field.stage'),
      amountMinor: t('field.amount'),
      currency: t('field.currency'),
      expectedCloseDate: t('field.expectedCloseDate'),
      probability: t('field.probability'),
      forecastCategory: t('field.forecastCategory'),
      lossReason: t('field.lossReason'),
      assignedTo: t('field.owner'),
    }),
    [t],
  );
}
