import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@crm/ui/controls/button';
import { LookupField } from '@crm/ui/fields/lookup-field';
import { MoneyField } from '@crm/ui/fields/money-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pricebookEntry, type PricebookEntryRow, type PricebookRow } from '@crm/domain/pricebook/pricebook';
import { readError } from '#admin/lib/api-error.ts';
import { api, type Inputs } from '#admin/lib/trpc.ts';
import { useErrorWords } from '#admin/lib/use-error-words.ts';
import { useFieldIssues, type FieldErrors } from '#admin/resource/form/use-field-issues.ts';
import { searchProducts } from '#admin/resource/lookups.ts';
import classes from './price-grid.module.css';

interface AddPriceProps {
  readonly book: PricebookRow;
  readonly product: PricebookEntryRow['product'] | undefined;
  readonly onProduct: (product: PricebookEntryRow['product'] | undefined) => void;
}

/** The line in which a new price is written. */
export function AddPrice({ book, product, onProduct }: AddPriceProps) {
  const { t } = useTranslation('prices');
  const words = useErrorWords();
  const issues = useFieldIssues();
  const queryClient = useQueryClient();
  const [quantity, setQuantity] = useState<number | undefined>(0);
  const [minor, setMinor] = useState<number | undefined>();
  const [wrong, setWrong] = useState<FieldErrors>({});
  const create = useMutation({
    mutationFn: (data: Inputs['pricebook_entry']['create']['data']) => api.pricebook_entry.create.mutate({ data }),
    meta: { tellsErrors: true },
    onSuccess: async () => {
      onProduct(undefined);
      setQuantity(0);
      setMinor(undefined);
      await queryClient.invalidateQueries({ queryKey: [['pricebook_entry']] });
    },
    onError: (error) => {
      const refused = readError(error);
      const said = issues.ofServer(refused.issues);
      const isTwin = refused.code === 'duplicate';
      setWrong(
        isTwin
          ? { minQuantity: words.issue({ code: 'duplicate' }) }
          : Object.keys(said).length > 0
            ? said
            : { productId: words.title(refused) },
      );
    },
  });

  const submit = () => {
    const parsed = pricebookEntry.create.safeParse({
      pricebookId: book.id,
      productId: product?.id,
      minQuantity: quantity === undefined ? '' : String(quantity),
      unitPriceMinor: minor,
    });
    setWrong(parsed.success ? {} : issues.ofSchema(parsed.error.issues));
    if (parsed.success) create.mutate(parsed.data);
  };
  return (
    <form
      className={classes.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LookupField
        label={t('product')}
        required
        error={wrong['productId']}
        value={product && { id: product.id, label: product.name }}
        search={searchProducts}
        onChange={(option) => onProduct(option && { id: option.id, name: option.label })}
      />
      <NumberField label={t('fromQuantity')} error={wrong['minQuantity']} value={quantity} onChange={setQuantity} />
      <MoneyField
        label={t('price')}
        required
        error={wrong['unitPriceMinor']}
        currency={book.currency}
        value={minor}
        onChange={setMinor}
      />
      <Button type="submit" icon="plus" busy={create.isPending}>
        {t('add')}
      </Button>
    </form>
  );
}
