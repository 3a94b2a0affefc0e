import { Moment } from '@crm/ui/data/moment';
import { useTranslation } from 'react-i18next';
import type { ShowValue } from '#admin/resource/form/clash-dialog.tsx';
import type { ActivityValues } from './activity-values.ts';

/** How the values of an activity are drawn where two versions are compared. */
export function useShowActivity(): ShowValue<ActivityValues> {
  const { t } = useTranslation('vocabulary');
  return (key, values) => {
    switch (key) {
      case 'type':
        return t(`activityType.${values.type}`);
      case 'priority':
        return t(`priority.${values.priority}`);
      case 'direction':
        return values.direction && t(`direction.${values.direction}`);
      case 'dueAt':
      case 'startsAt':
      case 'endsAt': {
        const at = values[key];
        return at && <Moment at={at} as="appointment" />;
      }
      default:
        return undefined;
    }
  };
}
