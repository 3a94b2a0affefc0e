import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { en } from '#admin/resource/vocabulary.en.ts';

type Word = keyof typeof en.field;

/** Fields whose word stands under another name. */
const others: Readonly<Record<string, Word>> = {
  assignedTo: 'owner',
  accountId: 'account',
  primaryContactId: 'primaryContact',
  pipelineId: 'pipeline',
  stageId: 'stage',
  amountMinor: 'amount',
  budgetMinor: 'budget',
  teamId: 'team',
};

function isWord(key: string): key is Word {
  return key in en.field;
}

/** The word for a field by its key; the key itself where there is none. */
export function useFieldLabel(): (field: string) => string {
  const { t } = useTranslation('vocabulary');
  return useCallback(
    (field) => {
      const word = others[field] ?? (isWord(field) ? field : undefined);
      return word === undefined ? field : t(`field.${word}`);
    },
    [t],
  );
}
