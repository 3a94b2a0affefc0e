import { useTranslation } from 'react-i18next';

/** The words of the trade in the language of the page: `t('field.owner')`, `t('leadStatus.new')`. */
export function useVocabulary() {
  return useTranslation('vocabulary').t;
}
