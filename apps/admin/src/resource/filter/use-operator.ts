import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { listOf, type FilterField, type FilterValues } from './filter-field.ts';

/** The word between a condition's field and its value: "is", "in", "from". */
export function useOperator() {
  const { t } = useTranslation('resource');
  return useCallback(
    (field: FilterField, values: FilterValues): string => {
      switch (field.kind) {
        case 'days': {
          if (values[field.from] === undefined) return t('operator.until');
          return t(values[field.to] === undefined ? 'operator.since' : 'operator.within');
        }
        case 'range': {
          if (values[field.from] === undefined) return t('operator.atMost');
          const isBoth = field.to !== undefined && values[field.to] !== undefined;
          return t(isBoth ? 'operator.between' : 'operator.atLeast');
        }
        case 'people':
        case 'teams':
          return t('operator.is');
        default:
          return t(listOf(values[field.id]).length > 1 ? 'operator.in' : 'operator.is');
      }
    },
    [t],
  );
}
