import { useFormat } from '@crm/ui/hooks/use-format';
import { useTranslation } from 'react-i18next';
import type { PricebookRow } from '@crm/domain/pricebook/pricebook';

/** Words for when the prices of a book hold. */
export function useValidity() {
  const { t } = useTranslation('prices');
  const format = useFormat();
  return ({ validFrom, validTo }: Pick<PricebookRow, 'validFrom' | 'validTo'>): string => {
    if (validFrom !== null && validTo !== null) {
      return t('between', { from: format.date(validFrom), to: format.date(validTo) });
    }
    if (validFrom !== null) return t('from', { day: format.date(validFrom) });
    return validTo === null ? t('always') : t('until', { day: format.date(validTo) });
  };
}
