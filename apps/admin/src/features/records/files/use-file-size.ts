import { useFormat } from '@crm/ui/hooks/use-format';

const thousand = 1000;
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the unit that a person would say it in: "84 kB", "1.2 MB". */
export function useFileSize(): (bytes: number) => string {
  const format = useFormat();
  return (bytes) => {
    const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / Math.log10(thousand)));
    return format.number(bytes / thousand ** step, {
      style: 'unit',
      unit: units[step] ?? 'byte',
      unitDisplay: 'short',
      maximumFractionDigits: step > 1 ? 1 : 0,
    });
  };
}
