import { DateField } from '@crm/ui/fields/date-field';
import { NumberField } from '@crm/ui/fields/number-field';
import { SelectField } from '@crm/ui/fields/select-field';
import { TextField } from '@crm/ui/fields/text-field';
import { TextareaField } from '@crm/ui/fields/textarea-field';
import { AmountField } from '#admin/resource/form/amount-field.tsx';
import { CustomInput } from '#admin/resource/custom/custom-input.tsx';
import { AccountLookup, ContactLookup, PersonLookup } from '#admin/resource/form/lookup-fields.tsx';
import type { FactEditor } from './fact-editor.ts';

/** What is typed and not saved: each kind of field uses what it needs. */
export interface FactDraft {
  readonly text: string;
  readonly number: number | null;
  readonly currency: string;
  /** What a field of the workspace holds. */
  readonly custom: unknown;
}

interface FactFieldProps {
  readonly label: string;
  readonly editor: FactEditor;
  readonly draft: FactDraft;
  readonly error: string | undefined;
  readonly onChange: (draft: FactDraft) => void;
}

const lookups = { person: PersonLookup, account: AccountLookup, contact: ContactLookup } as const;

/** The control of a field in its place. */
export function FactField({ label, editor, draft, error, onChange }: FactFieldProps) {
  const put = (text: string) => onChange({ ...draft, text });
  switch (editor.kind) {
    case 'prose':
      return <TextareaField label={label} error={error} value={draft.text} onChange={put} />;
    case 'choice':
      return <SelectField label={label} error={error} value={draft.text} options={editor.options} onChange={put} />;
    case 'custom':
      return (
        <CustomInput
          field={editor.field}
          name={editor.field.key}
          label={label}
          error={error}
          value={draft.custom}
          onChange={(custom) => onChange({ ...draft, custom })}
        />
      );
    case 'date':
      return (
        <DateField label={label} error={error} value={draft.text || undefined} onChange={(day) => put(day ?? '')} />
      );
    case 'number':
      return (
        <NumberField
          label={label}
          error={error}
          value={draft.number ?? undefined}
          onChange={(number) => onChange({ ...draft, number: number ?? null })}
        />
      );
    case 'money':
      return (
        <AmountField
          name="amount"
          label={label}
          error={error}
          value={draft.number ?? undefined}
          currency={draft.currency}
          onChange={(number) => onChange({ ...draft, number: number ?? null })}
          onCurrencyChange={(currency) => onChange({ ...draft, currency })}
        />
      );
    case 'person':
    case 'account':
    case 'contact': {
      const Lookup = lookups[editor.kind];
      return (
        <Lookup
          name={editor.kind}
          label={label}
          error={error}
          value={draft.text || null}
          known={editor.value}
          onChange={(id) => put(id ?? '')}
        />
      );
    }
    default:
      return <TextField label={label} error={error} type={editor.kind} value={draft.text} onChange={put} />;
  }
}
