import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { FeatureFlagRow } from '@crm/domain/feature/feature-flag';

/** Parts of the product and whom they are on for, in words. */
export function useFeatureWords() {
  const { t } = useTranslation('settings');
  const { t: vocabulary } = useTranslation('vocabulary');
  const format = useFormat();
  return {
    name: (key: FeatureFlagRow['key']) => t(`feature.name.${key}`),
    audience({ enabled, percentage, roles, teamIds, userIds }: FeatureFlagRow): string {
      if (!enabled) return t('feature.nobody');
      const some = [
        ...roles.map((role) => vocabulary(`role.${role}`)),
        ...(teamIds.length > 0 ? [vocabulary('counted.team', { count: teamIds.length })] : []),
        ...(userIds.length > 0 ? [vocabulary('counted.user', { count: userIds.length })] : []),
      ];
      const whom = some.length > 0 ? format.list(some) : t('feature.everybody');
      return percentage === 100 ? whom : t('feature.share', { share: format.percent(percentage / 100), whom });
    },
  };
}
