import { TextField } from '@crm/ui/fields/text-field';
import { useTranslation } from 'react-i18next';

type Input = Readonly<Record<string, unknown>>;

/** What of an input people write themselves; ids are chosen where the process is begun. */
const texts = ['opportunityName', 'expectedCloseDate'] as const;

/** What a process was started with, to be changed before it is run again. */
export function InputFields({ input, onChange }: { readonly input: Input; readonly onChange: (input: Input) => void }) {
  const { t } = useTranslation('processes');
  return texts.map((key) => {
    const value = input[key];
    return (
      <TextField
        key={key}
        label={t(`input.${key}`)}
        hint={key === 'expectedCloseDate' ? t('input.dateHint') : undefined}
        value={typeof value === 'string' ? value : ''}
        onChange={(text) => {
          const { [key]: _, ...others } = input;
          onChange(text === '' ? others : { ...others, [key]: text });
        }}
      />
    );
  });
}
