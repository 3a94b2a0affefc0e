import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldIssue } from '@crm/domain/errors';
import type { ApiError } from './api-error.ts';
import { errorsNamespace, isIssueCode } from './error-codes.ts';

/** Words for refusals in the language of the page: what is so, what to do, and what is wrong with a field. */
export function useErrorWords() {
  const { t } = useTranslation(errorsNamespace);
  return useMemo(
    () => ({
      title: (error: ApiError) => t(`title.${error.code}`),
      advice: (error: ApiError) => t(`advice.${error.code}`),
      issue: (issue: Pick<FieldIssue, 'code'>) => t(`issue.${isIssueCode(issue.code) ? issue.code : 'other'}`),
    }),
    [t],
  );
}
