import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../data/avatar.tsx';
import { Tile } from '../data/tile.tsx';
import { cx } from '../cx.ts';
import { Icon } from '../icons/icon.tsx';
import { Marked } from '../overlays/marked.tsx';
import classes from './control.module.css';
import { Field, type FieldProps } from './field.tsx';
import lookupClasses from './lookup-field.module.css';
import { useLookup, type LookupOption, type LookupSearch } from './use-lookup.ts';

interface LookupFieldProps extends FieldProps {
  readonly value: LookupOption | undefined;
  readonly onChange: (option: LookupOption | undefined) => void;
  /** Keep it stable: it is called anew when it changes. */
  readonly search: LookupSearch;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** Offers to make what is not there. */
  readonly onCreate?: (name: string) => void;
}

const createId = 'create';

function Mark({ option }: { readonly option: LookupOption }) {
  if (option.kind === 'company') return <Tile name={option.label} />;
  if (option.kind === 'person') return <Avatar name={option.label} />;
  return null;
}

/** A record, found by typing: an account, a contact, a person. */
export function LookupField(props: LookupFieldProps) {
  const { value, onChange, search, onCreate, disabled } = props;
  const { t } = useTranslation('ui');
  const [query, setQuery] = useState<string | undefined>();
  const store = useCombobox({
    onDropdownClose: () => {
      store.resetSelectedOption();
      setQuery(undefined);
    },
  });
  const text = query ?? '';
  const { options, status } = useLookup(search, text, store.dropdownOpened);

  const submit = (id: string) => {
    if (id === createId) onCreate?.(text);
    else onChange(options.find((option) => option.id === id));
    store.closeDropdown();
  };

  return (
    <Field {...props}>
      {(control) => (
        <Combobox
          unstyled
          store={store}
          onOptionSubmit={submit}
          offset={4}
          width="target"
          // Inside the form and fixed: not cut by a region that scrolls, and read where it belongs.
          withinPortal={false}
          floatingStrategy="fixed"
          transitionProps={{ duration: 0 }}
          classNames={{ dropdown: cx(lookupClasses.dropdown), options: cx(lookupClasses.options) }}
        >
          <Combobox.DropdownTarget>
            <div className={classes.frame}>
              {value && query === undefined && <Mark option={value} />}
              <Combobox.EventsTarget withExpandedAttribute>
                <input
                  {...control}
                  className={classes.input}
                  dir="auto"
                  // Mantine adds what the role asks for: expanded, controls, active descendant.
                  // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
                  role="combobox"
                  aria-autocomplete="list"
                  autoComplete="off"
                  disabled={disabled}
                  placeholder={props.placeholder ?? t('lookup.placeholder')}
                  value={query ?? value?.label ?? ''}
                  onChange={(event) => {
                    setQuery(event.currentTarget.value);
                    store.openDropdown();
                    store.updateSelectedOptionIndex();
                  }}
                  onClick={() => store.openDropdown()}
                  onBlur={() => store.closeDropdown()}
                />
              </Combobox.EventsTarget>
              {value && !disabled && (
                <button
                  type="button"
                  className={classes.inset}
                  aria-label={t('lookup.clear', { field: props.label })}
                  onClick={() => onChange(undefined)}
                >
                  <Icon name="close" size={12} />
                </button>
              )}
            </div>
          </Combobox.DropdownTarget>
          <Combobox.Dropdown hidden={!store.dropdownOpened}>
            <Combobox.Options aria-label={props.label}>
              {options.map((option) => (
                <Combobox.Option key={option.id} value={option.id} className={lookupClasses.option}>
                  <Mark option={option} />
                  <span className={lookupClasses.label}>
                    <Marked text={option.label} query={text} />
                  </span>
                  {option.detail && <span className={lookupClasses.detail}>{option.detail}</span>}
                </Combobox.Option>
              ))}
              {onCreate && text.trim() !== '' && (
                <Combobox.Option value={createId} className={lookupClasses.option}>
                  <Icon name="plus" />
                  {t('lookup.create', { name: text.trim() })}
                </Combobox.Option>
              )}
              {options.length === 0 && (
                <Combobox.Empty className={lookupClasses.empty}>
                  {status === 'searching'
                    ? t('lookup.searching')
                    : status === 'failed'
                      ? t('lookup.failed')
                      : t('lookup.nothing')}
                </Combobox.Empty>
              )}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      )}
    </Field>
  );
}
