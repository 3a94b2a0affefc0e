import { Facts } from '@crm/ui/data/facts';
import { Status } from '@crm/ui/data/status';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '@crm/domain/errors';

interface OrderPreviewProps {
  readonly what: string;
  readonly preview: {
    readonly sample: readonly {
      readonly id: string;
      readonly name: string | null;
      readonly error: { readonly code: ErrorCode } | null;
    }[];
  };
}

/** What would become of the first records: tried on the server, and taken back. */
export function OrderPreview({ what, preview }: OrderPreviewProps) {
  const { t } = useTranslation('resource');
  const { t: errors } = useTranslation('errors');
  return (
    <section aria-live="polite">
      <p>{t('many.previewOf', { what })}</p>
      <Facts
        facts={preview.sample.map(({ id, name, error }) => ({
          id,
          label: name ?? '–',
          value: (
            <Status state={error ? 'failed' : 'done'}>{error ? errors(`title.${error.code}`) : t('many.ok')}</Status>
          ),
        }))}
      />
    </section>
  );
}
