import { Migration } from '@mikro-orm/migrations';
import { dropTables, foreignKeys, record, recordKeys } from './sql.ts';

/** The scoring of leads as rows that people change, with what was in the code until now. */
export class LeadScoringRules extends Migration {
  override up(): void {
    this.addSql(`
      create table crm_core.crm_lead_scoring_rules (
        ${record}, key text, name text not null, points int not null, conditions jsonb not null,
        active boolean not null default true, primary key (id)
      );
      create index crm_lead_scoring_rules_name on crm_core.crm_lead_scoring_rules (name, id) where deleted_at is null;
      create index crm_lead_scoring_rules_created_at on crm_core.crm_lead_scoring_rules (created_at, id)
        where deleted_at is null;
      create unique index crm_lead_scoring_rules_name_unique on crm_core.crm_lead_scoring_rules (name)
        where deleted_at is null`);
    this.addSql(foreignKeys({ crm_lead_scoring_rules: recordKeys }));
    this.addSql(`
      insert into crm_core.crm_lead_scoring_rules (id, created_at, updated_at, key, name, points, conditions)
      select gen_random_uuid(), now(), now(), key, name, points, jsonb_build_object('match', 'all', 'conditions', conditions)
        from (values
          ('company_email', 'Company e-mail', 20, '[{"field": "companyEmail", "op": "equals", "value": true}]'::jsonb),
          ('phone', 'Phone number', 10, '[{"field": "phone", "op": "is_filled"}]'),
          ('company', 'Company named', 10, '[{"field": "company", "op": "is_filled"}]'),
          ('decision_maker', 'Decides in the company', 20, '[{"field": "decisionMaker", "op": "equals", "value": true}]'),
          ('website', 'Website named', 5, '[{"field": "website", "op": "is_filled"}]'),
          ('budget', 'Budget named', 10, '[{"field": "budgetMinor", "op": "greater", "value": 0}]'),
          ('large_budget', 'Large budget', 10, '[{"field": "budgetMinor", "op": "at_least", "value": 500000}]'),
          ('telling_message', 'Telling message', 10, '[{"field": "messageLength", "op": "at_least", "value": 80}]'),
          ('referral', 'Referred by somebody', 15, '[{"field": "source", "op": "in", "value": ["referral", "partner"]}]'),
          ('in_touch', 'In touch with us', 10, '[{"field": "completedActivities", "op": "at_least", "value": 1}]'),
          ('refused_contact', 'Refused to be contacted', -15, '[{"field": "consent", "op": "equals", "value": false}]'),
          ('no_way_to_reach', 'No way to reach them', -30,
            '[{"field": "email", "op": "is_empty"}, {"field": "phone", "op": "is_empty"}]')
        ) as delivered (key, name, points, conditions)`);
    this.addSql(`
      create trigger crm_audit after insert or update or delete on crm_core.crm_lead_scoring_rules
        for each row execute function crm_core.crm_audit('lead_scoring_rule')`);
  }

  override down(): void {
    this.addSql(dropTables('crm_lead_scoring_rules'));
  }
}
