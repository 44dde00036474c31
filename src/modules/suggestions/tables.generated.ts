// Written by `npm run generate` from the migrated database.
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface KernelCase {
  asks: string | null;
  closed_at: string | null;
  done_by: Generated<unknown>;
  due_on: string | null;
  event_count: Generated<number>;
  id: string;
  is_public: Generated<boolean>;
  last_hash: Buffer | null;
  light: string | null;
  light_reason: string | null;
  light_set_by: string | null;
  number: string;
  opened_at: string;
  parent_id: string | null;
  parties: Generated<unknown>;
  region: string | null;
  state: string;
  title: string;
  updated_at: string;
  waits_due_on: string | null;
  waits_on_permission: string | null;
  waits_on_unit: string | null;
  waits_since: string | null;
  workflow: string;
  workflow_version: number;
}

export interface SuggestionsAttempt {
  count: number;
  hour: string;
  purpose: string;
  source_digest: Buffer;
}

export interface SuggestionsDayKey {
  day: string;
  key: Buffer;
}

export interface SuggestionsSuggestion {
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  body: string;
  id: string;
  kind: string;
  query_code_digest: Buffer;
  refusal_reason: string | null;
  reply: string | null;
  submitted_at: string;
  task_id: string | null;
  task_number: string | null;
  task_title: string | null;
  unit_id: string | null;
  unit_name: string | null;
}

export interface SuggestionsTables {
  "kernel.case": KernelCase;
  "suggestions.attempt": SuggestionsAttempt;
  "suggestions.day_key": SuggestionsDayKey;
  "suggestions.suggestion": SuggestionsSuggestion;
}
