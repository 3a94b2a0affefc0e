/** One condition that a list can be filtered by, and the parameters of the address that hold it. */
export type FilterField =
  | ChoiceField
  | PeopleField
  | TeamsField
  | AccountField
  | DaysField
  | FlagField
  | RangeField
  | WordsField;

interface Common {
  /** Unique in the list; the parameter of the address, where there is one. */
  readonly id: string;
  readonly label: string;
}

/** One or more of a known few. */
interface ChoiceField extends Common {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The server takes one value only. */
  readonly single?: boolean;
}

/** One or more people; `me` stands for whoever looks. */
export interface PeopleField extends Common {
  readonly kind: 'people';
}

/** One or more teams; `mine` stands for the own team of whoever looks. */
export interface TeamsField extends Common {
  readonly kind: 'teams';
}

/** One account. */
interface AccountField extends Common {
  readonly kind: 'account';
}

/** From a day, to a day, both counted in. Written as a day, or as days from today: `-30d`, `+7d`, `0d`. */
export interface DaysField extends Common {
  readonly kind: 'days';
  readonly from: string;
  readonly to: string;
  /** `moment`: the server compares moments, so a day begins and ends where the reader is. */
  readonly as: 'day' | 'moment';
  /** Which presets make sense: what was, or what will be. */
  readonly looks: 'back' | 'ahead';
}

/** Yes or no. */
interface FlagField extends Common {
  readonly kind: 'flag';
  /** Only "yes" can be asked for. */
  readonly onlyYes?: boolean;
}

/** Between two numbers; `scale` is what the server's unit is of the shown one (100 for minor units of money). */
export interface RangeField extends Common {
  readonly kind: 'range';
  readonly from: string;
  readonly to?: string;
  readonly scale?: number;
}

/** One or more words that people made up themselves. */
interface WordsField extends Common {
  readonly kind: 'words';
}

/** The parameters of the address that a field takes. */
export function paramsOf(field: FilterField): readonly string[] {
  if (field.kind === 'days') return [field.from, field.to];
  if (field.kind === 'range') return field.to === undefined ? [field.from] : [field.from, field.to];
  return [field.id];
}

/** What the address says of a field, by parameter. Only what is there. */
export type FilterValues = Readonly<Record<string, string>>;

/** Whether a field narrows the list. */
export function isActive(field: FilterField, values: FilterValues): boolean {
  return paramsOf(field).some((param) => values[param] !== undefined);
}

/** The values of a list parameter. */
export function listOf(value: string | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : value.split(',');
}
