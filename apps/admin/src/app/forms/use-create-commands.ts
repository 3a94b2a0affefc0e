import { useTranslation } from 'react-i18next';
import { useCommands } from '#admin/app/commands/use-commands.ts';
import { useMay } from '#admin/lib/session.ts';
import { useForms } from '#admin/resource/use-forms.ts';

/** What can be created from every page. */
const creatable = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'invoice',
  'subscription',
  'product',
  'ticket',
] as const;

/** Offers in the palette, on every page, to create what one may create. */
export function useCreateCommands(): void {
  const { t } = useTranslation('app');
  const forms = useForms();
  const may = useMay();
  useCommands(
    creatable
      .filter((resource) => may(`${resource}:create`))
      .map((resource) => ({
        id: `${resource}.create`,
        label: t(`create.${resource}`),
        section: 'create' as const,
        icon: resource,
        run: () => forms.create(resource),
      })),
  );
}
