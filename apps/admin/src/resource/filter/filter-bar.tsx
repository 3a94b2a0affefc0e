import { Button } from '@crm/ui/controls/button';
import { FilterChip } from '@crm/ui/controls/filter-chip';
import { Popover } from '@crm/ui/overlays/popover';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldEditor } from './field-editor.tsx';
import { FieldList } from './field-list.tsx';
import { FieldWords } from './field-words.tsx';
import { isActive, paramsOf, type FilterField, type FilterValues } from './filter-field.ts';
import { useOperator } from './use-operator.ts';

interface FilterBarProps {
  readonly fields: readonly FilterField[];
  readonly values: FilterValues;
  readonly onChange: (values: Readonly<Record<string, string | undefined>>) => void;
  /** Whether the choice of a field is open; F opens it. */
  readonly isAdding: boolean;
  readonly onAdding: (isAdding: boolean) => void;
}

/** The conditions of a list as chips, and a button that adds one. */
export function FilterBar({ fields, values, onChange, isAdding, onAdding }: FilterBarProps) {
  const { t } = useTranslation('resource');
  const operatorOf = useOperator();
  const [editing, setEditing] = useState<string | undefined>();
  const [added, setAdded] = useState<FilterField | undefined>();
  const shown = fields.filter((field) => isActive(field, values) && field !== added);

  const open = (isOpen: boolean) => {
    setAdded(undefined);
    onAdding(isOpen);
  };

  return (
    <>
      {shown.map((field) => (
        <Popover
          key={field.id}
          label={field.label}
          opened={editing === field.id}
          onChange={(isOpen) => setEditing(isOpen ? field.id : undefined)}
          isPassiveTarget
          target={
            <FilterChip
              field={field.label}
              operator={operatorOf(field, values)}
              value={<FieldWords field={field} values={values} />}
              onEdit={() => setEditing(editing === field.id ? undefined : field.id)}
              onRemove={() => onChange(Object.fromEntries(paramsOf(field).map((param) => [param, undefined])))}
            />
          }
        >
          <FieldEditor field={field} values={values} onChange={onChange} />
        </Popover>
      ))}
      <Popover
        label={t('filter.add')}
        opened={isAdding}
        onChange={open}
        target={
          <Button
            variant="ghost"
            size="small"
            icon="filter"
            kbd="F"
            aria-keyshortcuts="F"
            onClick={() => open(!isAdding)}
          >
            {t('filter.add')}
          </Button>
        }
      >
        {added ? (
          <FieldEditor field={added} values={values} onChange={onChange} />
        ) : (
          <FieldList fields={fields} onChoose={setAdded} />
        )}
      </Popover>
    </>
  );
}
