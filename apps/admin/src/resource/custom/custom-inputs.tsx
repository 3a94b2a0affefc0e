import { FormGrid } from '@crm/ui/fields/form-grid';
import { useSession } from '#admin/lib/session.ts';
import type { FieldErrors } from '../form/use-field-issues.ts';
import { customPath, isEditableBy, useCustomFields, useCustomLabels, type CustomPath } from './custom-fields.ts';
import { CustomInput } from './custom-input.tsx';
import classes from './custom-inputs.module.css';

interface CustomInputsProps {
  readonly resource: string;
  readonly valueOf: (path: CustomPath) => unknown;
  readonly errors: FieldErrors;
  readonly onChange: (path: CustomPath, value: unknown) => void;
  readonly onLeave: (path: CustomPath) => void;
}

/** The fields that this workspace gave to a kind of record, in a form: under their own headings, where they have some. */
export function CustomInputs({ resource, valueOf, errors, onChange, onLeave }: CustomInputsProps) {
  const { role } = useSession();
  const { fields } = useCustomFields(resource);
  const labels = useCustomLabels();
  const sections = Map.groupBy(
    fields.filter((field) => isEditableBy(field, role)),
    ({ section }) => section,
  );
  return [...sections].map(([section, held]) => (
    <fieldset key={section ?? ''} className={classes.section}>
      {section !== null && <legend className={classes.legend}>{section}</legend>}
      <FormGrid columns={2}>
        {held.map((field) => {
          const path = customPath(field);
          return (
            <CustomInput
              key={field.id}
              field={field}
              name={path}
              label={labels.field(field)}
              error={errors[path]}
              required={field.required}
              value={valueOf(path)}
              onChange={(value) => onChange(path, value)}
              onBlur={() => onLeave(path)}
            />
          );
        })}
      </FormGrid>
    </fieldset>
  ));
}
