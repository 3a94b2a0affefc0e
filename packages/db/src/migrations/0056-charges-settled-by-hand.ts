import { Migration } from '@mikro-orm/migrations';
import { foreignKeys } from './sql.ts';

/**
 * An outcome that a provider cannot tell is recorded by a person, with a reason; what the provider proves later stands
 * beside it, so that nobody's word is overwritten.
 */
export class ChargesSettledByHand extends Migration {
  override up(): void {
    this.addSql(`
      alter table crm_core.crm_charges
        add column settled_by uuid, add column settled_reason text,
        add column told_state text, add column told_at timestamptz(3),
        add constraint crm_charges_told_state_check check (told_state in ('succeeded', 'declined')),
        add constraint crm_charges_told_check check ((told_state is null) = (told_at is null)),
        add constraint crm_charges_settled_reason_check
          check (settled_reason is null or state in ('succeeded', 'declined'));
      create index crm_charges_settled_by on crm_core.crm_charges (settled_by)`);
    this.addSql(foreignKeys({ crm_charges: { settled_by: 'crm_users' } }));
  }

  override down(): void {
    this.addSql(`
      alter table crm_core.crm_charges
        drop column settled_by, drop column settled_reason, drop column told_state, drop column told_at`);
  }
}
