import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DaysField, PeopleField, TeamsField } from './filter-field.ts';

/** The conditions that every owned record can be filtered by. */
export function useCommonFields() {
  const { t } = useTranslation('vocabulary');
  return useMemo(() => {
    const owner: PeopleField = { id: 'assignedTo', kind: 'people', label: t('field.owner') };
    const team: TeamsField = { id: 'teamId', kind: 'teams', label: t('field.team') };
    const created: DaysField = {
      id: 'created',
      kind: 'days',
      label: t('field.createdAt'),
      from: 'createdFrom',
      to: 'createdTo',
      as: 'moment',
      looks: 'back',
    };
    return { owner, team, created };
  }, [t]);
}
