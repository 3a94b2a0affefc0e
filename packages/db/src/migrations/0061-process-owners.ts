import { Migration } from '@mikro-orm/migrations';
import { foreignKeys, ownerKeys } from './sql.ts';

const subjects = {
  account: 'crm_accounts',
  contact: 'crm_contacts',
  lead: 'crm_leads',
  opportunity: 'crm_opportunities',
  quote: 'crm_quotes',
  invoice: 'crm_invoices',
  subscription: 'crm_subscriptions',
  ticket: 'crm_tickets',
  campaign: 'crm_campaigns',
  operation: 'crm_operations',
} as const;

/**
 * A process carries the owner and the team of what it is about, so that lists of what somebody may see need no look at the
 * record of each row. The database keeps them: taken when the process begins, and changed with the record.
 */
export class ProcessOwners extends Migration {
  override up(): void {
    this.addSql('alter table crm_core.crm_processes add column assigned_to uuid, add column team_id uuid');
    for (const [type, table] of Object.entries(subjects)) {
      this.addSql(`
        update crm_core.crm_processes process set assigned_to = subject.assigned_to, team_id = subject.team_id
          from crm_core.${table} subject
          where process.subject_type = '${type}' and subject.id = process.subject_id`);
    }
    this.addSql(`
      create index crm_processes_assigned_to on crm_core.crm_processes (assigned_to, updated_at, id);
      create index crm_processes_team_id on crm_core.crm_processes (team_id, updated_at, id);
      ${foreignKeys({ crm_processes: ownerKeys })};
      create function crm_core.crm_process_takes_owner() returns trigger language plpgsql as $$
      begin
        execute format(
          'select assigned_to, team_id from crm_core.%I where id = $1',
          case new.subject_type when 'opportunity' then 'crm_opportunities' else 'crm_' || new.subject_type || 's' end
        ) into new.assigned_to, new.team_id using new.subject_id;
        return new;
      end $$;
      create trigger crm_process_takes_owner before insert on crm_core.crm_processes
        for each row execute function crm_core.crm_process_takes_owner();
      create function crm_core.crm_processes_follow_owner() returns trigger language plpgsql as $$
      begin
        update crm_core.crm_processes set assigned_to = new.assigned_to, team_id = new.team_id
          where subject_type = tg_argv[0] and subject_id = new.id;
        return null;
      end $$`);
    for (const [type, table] of Object.entries(subjects)) {
      this.addSql(`
        create trigger crm_processes_follow_owner after update of assigned_to, team_id on crm_core.${table}
          for each row when ((old.assigned_to, old.team_id) is distinct from (new.assigned_to, new.team_id))
          execute function crm_core.crm_processes_follow_owner('${type}')`);
    }
  }

  override down(): void {
    for (const table of Object.values(subjects)) {
      this.addSql(`drop trigger crm_processes_follow_owner on crm_core.${table}`);
    }
    this.addSql(`
      drop trigger crm_process_takes_owner on crm_core.crm_processes;
      drop function crm_core.crm_processes_follow_owner();
      drop function crm_core.crm_process_takes_owner();
      alter table crm_core.crm_processes drop column assigned_to, drop column team_id`);
  }
}
