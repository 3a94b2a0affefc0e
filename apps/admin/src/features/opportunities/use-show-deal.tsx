import { Moment } from '@crm/ui/data/moment';
import { useTranslation } from 'react-i18next';
import { useStages } from '#admin/resource/directory.ts';
import type { ShowValue } from '#admin/resource/form/clash-dialog.tsx';
import type { OpportunityValues } from './opportunity-values.ts';

/** How the values of a deal are drawn where two versions are compared. */
export function useShowDeal(): ShowValue<OpportunityValues> {
  const { t } = useTranslation('vocabulary');
  const stages = useStages();
  return (key, values) => {
    switch (key) {
      case 'stageId':
        return stages?.find(({ id }) => id === values.stageId)?.name;
      case 'forecastCategory':
        return t(`forecastCategory.${values.forecastCategory}`);
      case 'expectedCloseDate':
        return values.expectedCloseDate && <Moment at={values.expectedCloseDate} as="date" />;
      default:
        return undefined;
    }
  };
}
