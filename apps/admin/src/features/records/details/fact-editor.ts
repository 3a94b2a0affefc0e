import type { ApiError } from '#admin/lib/api-error.ts';
import type { CustomDefinition } from '#admin/resource/custom/custom-fields.ts';

/** Saves a value of a field; what the server refused comes back, nothing when it is kept. */
type Save<Value> = (value: Value) => Promise<ApiError | undefined>;

/** How a field is edited in its place. */
export type FactEditor =
  | {
      readonly kind: 'text' | 'email' | 'tel' | 'url' | 'prose';
      readonly value: string | null;
      readonly save: Save<string | null>;
    }
  | {
      readonly kind: 'choice';
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly save: Save<string>;
    }
  | {
      /** A field of this workspace, by its own control. */
      readonly kind: 'custom';
      readonly field: CustomDefinition;
      readonly value: unknown;
      readonly save: Save<unknown>;
    }
  | { readonly kind: 'date'; readonly value: string | null; readonly save: Save<string | null> }
  | { readonly kind: 'number'; readonly value: number | null; readonly save: Save<number | null> }
  | {
      readonly kind: 'money';
      readonly value: number | null;
      readonly currency: string | null;
      readonly save: Save<{ readonly amountMinor: number | null; readonly currency: string }>;
    }
  | {
      readonly kind: 'person' | 'account' | 'contact';
      readonly value: { readonly id: string; readonly name: string } | null;
      readonly save: Save<string | null>;
    };

/** One of a known few; anything else is not sent. */
export function choiceEditor<Value extends string>(
  value: Value,
  options: readonly { readonly value: Value; readonly label: string }[],
  save: Save<Value>,
): FactEditor {
  return {
    kind: 'choice',
    value,
    options,
    save: async (text) => {
      const chosen = options.find((option) => option.value === text);
      return chosen && save(chosen.value);
    },
  };
}
