import type { Role } from '@crm/domain/permissions';

/** Teams of Halden Instruments; all but the first three work below Sales. */
export const teams = {
  sales: { name: 'Sales', parent: null, lead: 'morozova', takesLeads: false },
  service: { name: 'Service', parent: null, lead: null, takesLeads: false },
  marketing: { name: 'Marketing', parent: null, lead: null, takesLeads: false },
  nordics: { name: 'Nordics', parent: 'sales', lead: null, takesLeads: true },
  central: { name: 'DACH & Benelux', parent: 'sales', lead: 'brandt', takesLeads: true },
  isles: { name: 'UK & Ireland', parent: 'sales', lead: null, takesLeads: true },
  eastern: { name: 'Eastern', parent: 'sales', lead: null, takesLeads: true },
  gulf: { name: 'Gulf', parent: 'sales', lead: null, takesLeads: true },
  /** Founded, and nobody works there yet: its leads wait. */
  iberia: { name: 'Iberia', parent: 'sales', lead: null, takesLeads: false },
} as const;
/** The countries whose leads a team gets, ISO 3166-1 alpha-2. */
export const territories = {
  nordics: ['NO', 'SE', 'DK', 'FI', 'IS'],
  central: ['DE', 'AT', 'CH', 'NL', 'BE', 'LU'],
  isles: ['GB', 'IE'],
  eastern: ['PL', 'CZ', 'SK', 'EE', 'LV', 'LT', 'RU'],
  gulf: ['AE', 'SA', 'QA', 'KW', 'BH', 'OM'],
  iberia: ['ES', 'PT'],
} as const satisfies Partial<Record<keyof typeof teams, readonly string[]>>;
export type TeamKey = keyof typeof teams;

interface Person {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly team: TeamKey | null;
  readonly timeZone: string;
  readonly locale?: 'ru' | 'ar';
  /** ISO weekdays; Monday to Friday when left out. */
  readonly days?: readonly number[];
  /** Away for so many days from now. */
  readonly absentDays?: number;
  readonly disabled?: true;
}

const sundayToThursday = [7, 1, 2, 3, 4];

/** Everybody who works there. Only those with a password sign in. */
const staff = {
  okafor: person('Dayo Okafor', 'admin', 'admin', null, 'Europe/London'),
  morozova: person('Anna Morozova', 'manager', 'manager', 'sales', 'Europe/Berlin'),
  lindqvist: person('Karin Lindqvist', 'sales', 'sales_rep', 'nordics', 'Europe/Stockholm'),
  rahimi: person('Samira Rahimi', 'support', 'support', 'service', 'Europe/Copenhagen'),
  kaya: person('Nil Kaya', 'marketing', 'marketing', 'marketing', 'Europe/Istanbul'),
  sidorov: person('Pavel Sidorov', 'executor', 'executor', null, 'Asia/Yekaterinburg'),
  rasmussen: person('Søren Rasmussen', 's.rasmussen', 'sales_rep', 'nordics', 'Europe/Copenhagen'),
  brandt: person('Martin Brandt', 'm.brandt', 'manager', 'central', 'Europe/Berlin'),
  vogel: person('Katharina Vogel', 'k.vogel', 'sales_rep', 'central', 'Europe/Vienna'),
  dewit: { ...person('Joris de Wit', 'j.dewit', 'sales_rep', 'central', 'Europe/Amsterdam'), absentDays: 6 },
  obrien: person("Dan O'Brien", 'd.obrien', 'sales_rep', 'isles', 'Europe/Dublin'),
  petrov: { ...person('Тимур Петров', 't.petrov', 'sales_rep', 'eastern', 'Europe/Moscow'), locale: 'ru' as const },
  kuznetsova: {
    ...person('Ольга Кузнецова', 'o.kuznetsova', 'sales_rep', 'eastern', 'Asia/Yekaterinburg'),
    locale: 'ru' as const,
  },
  haddad: {
    ...person('ليلى حداد', 'l.haddad', 'sales_rep', 'gulf', 'Asia/Dubai'),
    locale: 'ar' as const,
    days: sundayToThursday,
  },
  clarke: { ...person('Emma Clarke', 'e.clarke', 'sales_rep', 'isles', 'Europe/London'), disabled: true as const },
} satisfies Readonly<Record<string, Person>>;
export type StaffKey = keyof typeof staff;

export const people: Readonly<Record<StaffKey, Person>> = staff;

/** One login per role. Demo data only: whoever opens the system to others gives everybody a password of their own. */
export const passwords: Readonly<Partial<Record<StaffKey, string>>> = {
  okafor: 'admin-cold-chain-1',
  morozova: 'manager-cold-chain-2',
  lindqvist: 'sales-cold-chain-3',
  rahimi: 'support-cold-chain-4',
  kaya: 'marketing-cold-chain-5',
  sidorov: 'executor-cold-chain-6',
};

function person(name: string, mailbox: string, role: Role, team: TeamKey | null, timeZone: string): Person {
  return { name, email: `${mailbox}@halden.example`, role, team, timeZone };
}
