export const helpText = `crm: runs Gamix CRM on this machine

  crm up [--attach] [--json]   start everything; --attach stays and stops all on Ctrl+C
  crm down                     stop everything; data stay
  crm status [--json]          what runs, and whether it is ready
  crm doctor [--json]          what is wrong, and what to do about it
  crm migrate up [--json]      bring the schema up to date
  crm migrate down [--steps N] take the last migrations back (1)
  crm migrate status [--json]  which migrations are applied
  crm seed [--json]            make the demo company, if it is not there
  crm client generate          types of this workspace's custom fields for @crm/client [--url URL] [--out FILE]

Settings (environment):
  CRM_PORT                3000   the CRM itself
  CRM_DATA_DIR            .data  database, files, logs, run.json
  CRM_PG_PORT             5432   own PostgreSQL
  CRM_TEMPORAL_PORT       7233   own Temporal
  CRM_TEMPORAL_UI_PORT    8233   its web page
  CRM_METRICS_PORT        9464   metrics of the API for Prometheus; CRM_WORKER_METRICS_PORT (9564) those of the worker
  DATABASE_URL                   use this PostgreSQL (18 or later) instead
  TEMPORAL_ADDRESS               use this Temporal instead; TEMPORAL_UI_URL, TEMPORAL_NAMESPACE (crm)
  CRM_STORAGE_DIR                folder of attachments, or an S3 bucket: CRM_S3_BUCKET, _ENDPOINT, _REGION, _KEY, _SECRET
  CRM_SECRET                     signs tokens (32 characters or more); made once if not set

A taken default port moves to the next free one; a taken port that was asked for is an error.
More: docs/operations.md`;
