import { TextField } from '@crm/ui/fields/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface WordsEditorProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Words that people made up, parted by commas. */
export function WordsEditor({ label, value, onChange }: WordsEditorProps) {
  const { t } = useTranslation('resource');
  const [text, setText] = useState(value?.replaceAll(',', ', ') ?? '');
  return (
    <TextField
      label={label}
      hint={t('filter.parted')}
      value={text}
      onChange={(next) => {
        setText(next);
        const words = next
          .split(/[,،]/u)
          .map((word) => word.trim())
          .filter(Boolean);
        onChange(words.length === 0 ? undefined : words.join(','));
      }}
    />
  );
}
