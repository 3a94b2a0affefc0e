/** What lies in the trash until somebody restores it. People, teams and pipelines are restored in the settings. */
export const trashKinds = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'activity',
  'invoice',
  'subscription',
  'ticket',
  'kb_article',
  'campaign',
  'product',
  'quote',
] as const;

export type TrashKind = (typeof trashKinds)[number];

/** What every deleted row carries. */
export interface TrashRow {
  readonly id: string;
  readonly deletedAt: string | null;
  readonly updatedBy: { readonly name: string } | null;
  readonly abilities: { readonly restore: boolean };
}
