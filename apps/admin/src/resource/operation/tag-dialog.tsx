import { useMutation } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { LookupField } from '@crm/ui/fields/lookup-field';
import type { LookupOption } from '@crm/ui/fields/use-lookup';
import { Dialog } from '@crm/ui/overlays/dialog';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationInput } from '@crm/domain/operation/operation';
import { api } from '#admin/lib/trpc.ts';
import { searchTags } from '../lookups.ts';
import { OrderPreview } from './order-preview.tsx';

interface TagDialogProps {
  /** "3 accounts". */
  readonly what: string;
  readonly busy: boolean;
  /** Which records, as an operation takes them. */
  readonly selection: Pick<OperationInput, 'resource' | 'filter' | 'ids'>;
  readonly onOrder: (input: OperationInput) => void;
  readonly onClose: () => void;
}

/** Asks which tag, and shows what would become of the first records before it is ordered. */
export function TagDialog({ what, busy, selection, onOrder, onClose }: TagDialogProps) {
  const { t } = useTranslation('resource');
  const [tag, setTag] = useState<LookupOption | undefined>();
  const preview = useMutation({
    mutationFn: (input: OperationInput) => api.operation.preview.mutate({ data: input }),
  });
  const input: OperationInput | undefined = tag && { ...selection, kind: 'edit', addTags: [tag.id] };
  return (
    <Dialog
      opened
      onClose={onClose}
      size="narrow"
      title={t('many.tagTitle', { what })}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            busy={preview.isPending}
            unavailable={input === undefined}
            onClick={() => input && preview.mutate(input)}
          >
            {t('many.preview')}
          </Button>
          <Button
            variant="primary"
            busy={busy}
            unavailable={input === undefined}
            onClick={() => input && onOrder(input)}
          >
            {t('many.tagSubmit')}
          </Button>
        </>
      }
    >
      <LookupField
        label={t('many.tagName')}
        value={tag}
        onChange={(chosen) => {
          setTag(chosen);
          preview.reset();
        }}
        search={searchTags}
      />
      {preview.data && <OrderPreview what={what} preview={preview.data} />}
    </Dialog>
  );
}
