import { Migration } from '@mikro-orm/migrations';

/** What a command goes back to, so that the trace of a request goes on in the process that it starts. */
export class TraceOfCommands extends Migration {
  override up(): void {
    this.addSql('alter table crm_core.crm_outbox add column trace_parent text');
  }

  override down(): void {
    this.addSql('alter table crm_core.crm_outbox drop column trace_parent');
  }
}
