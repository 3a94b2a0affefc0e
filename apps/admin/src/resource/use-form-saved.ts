import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { showToast } from '@crm/ui/hooks/use-toasts';
import { recordPath } from './record-path.ts';
import type { FormResource } from './use-forms.ts';

/** What happens when a form is saved: it closes, a message says so and leads to the record. */
export function useFormSaved(resource: FormResource, onClose: () => void) {
  const { t } = useTranslation('resource');
  const navigate = useNavigate();
  return ({ id, name }: { readonly id: string; readonly name: string }, how: 'created' | 'changed') => {
    onClose();
    showToast({
      title: t(`form.${how}`, { what: name }),
      state: 'done',
      ...(how === 'created' && {
        action: { label: t('form.show'), run: () => void navigate(recordPath(resource, id)) },
        seconds: 8,
      }),
    });
  };
}
