import { lineTotals, type Totals } from '@crm/domain/money/line';
import type { BillingInterval } from '@crm/domain/money/billing-interval';
import { quoteLineInput } from '@crm/domain/quote/quote';

/** A line while it is written: what is not a number yet is empty. */
export interface LineDraft {
  /** Stays the same while lines are moved. */
  readonly key: string;
  /** Of a line that the document has already. */
  readonly id: string | undefined;
  readonly productId: string | null;
  readonly productName: string;
  readonly description: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly unitPriceMinor: number | undefined;
  readonly discountPercent: string;
  readonly taxRate: string;
  readonly billingInterval: BillingInterval | null;
  /** Whether somebody wrote a price, so that the price books do not replace it. */
  readonly isOwnPrice: boolean;
}

const first: Omit<LineDraft, 'key'> = {
  id: undefined,
  productId: null,
  productName: '',
  description: '',
  quantity: '1',
  unit: null,
  unitPriceMinor: undefined,
  discountPercent: '0',
  taxRate: '0',
  billingInterval: null,
  isOwnPrice: false,
};

/** A new line, with nothing said yet. */
export function newLine(): LineDraft {
  return { ...first, key: crypto.randomUUID() };
}

type WrittenLine = Pick<
  LineDraft,
  'productId' | 'description' | 'quantity' | 'unit' | 'discountPercent' | 'taxRate'
> & {
  readonly id?: string;
  readonly unitPriceMinor: number;
  readonly billingInterval?: BillingInterval | null;
};

/** A line of a document as it is edited. Its price was agreed and stays until the product is another. */
export function draftOf(line: WrittenLine): LineDraft {
  return {
    key: line.id ?? crypto.randomUUID(),
    id: line.id,
    productId: line.productId,
    productName: line.description,
    description: line.description,
    quantity: line.quantity,
    unit: line.unit,
    unitPriceMinor: Number.isFinite(line.unitPriceMinor) ? line.unitPriceMinor : undefined,
    discountPercent: line.discountPercent,
    taxRate: line.taxRate,
    billingInterval: line.billingInterval ?? null,
    isOwnPrice: true,
  };
}

/** A line of a quote as it is sent. */
export function inputOf(draft: LineDraft) {
  return {
    ...(draft.id !== undefined && { id: draft.id }),
    productId: draft.productId,
    description: draft.description,
    quantity: draft.quantity,
    ...(draft.unit !== null && { unit: draft.unit }),
    unitPriceMinor: draft.unitPriceMinor,
    discountPercent: draft.discountPercent,
    taxRate: draft.taxRate,
    billingInterval: draft.billingInterval,
  };
}

/** A line of an invoice as it is sent. A price that is not there yet is not a number, which the check refuses. */
export function billedOf(draft: LineDraft) {
  const { productId, description, quantity, unit, unitPriceMinor = Number.NaN, discountPercent, taxRate } = draft;
  return { productId, description, quantity, unit, unitPriceMinor, discountPercent, taxRate };
}

export type BilledLine = ReturnType<typeof billedOf>;

/** The fields of a line that cannot be saved as they are, by the server's own schema. */
export function wrongFields(draft: LineDraft): ReadonlySet<string> {
  const parsed = quoteLineInput.safeParse(inputOf(draft));
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
  if (draft.unitPriceMinor === undefined) wrong.add('unitPriceMinor');
  if (draft.description.trim() === '') wrong.add('description');
  return wrong;
}

/** What a line comes to, as the server will reckon it; nothing while something in it is wrong. */
export function totalsOf(draft: LineDraft): Totals | undefined {
  const { quantity, unitPriceMinor, discountPercent, taxRate } = draft;
  if (unitPriceMinor === undefined || wrongFields({ ...draft, description: 'x' }).size > 0) return undefined;
  try {
    return lineTotals({ quantity, unitPriceMinor, discountPercent, taxRate });
  } catch {
    // Too large to be reckoned exactly; the server says so when it is saved.
    return undefined;
  }
}
