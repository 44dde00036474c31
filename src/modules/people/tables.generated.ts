import type { Generated, GeneratedAlways } from 'kysely'

export interface PeopleTables {
  'people.access_token': {
    id: string
    token_hash: Buffer
    person_id: string
    post_id: string
    name: string
    created_at: string
    expires_at: string
    last_used_at: string | null
    last_used_from: string | null
    revoked_at: string | null
  }
  'people.audit_review': {
    audit_id: number
    verdict: string
    note: Generated<string>
    reviewed_at: string
    reviewed_by: string
  }
  'people.collective': {
    id: string
    name: string
    other_names: Generated<string[]>
    valid_from: string
    valid_until: string | null
    updated_at: string
    updated_by: string
  }
  'people.collective_member': {
    id: string
    collective_id: string
    unit_id: string
    valid_from: string
    valid_until: string | null
  }
  'people.credential': {
    person_id: string
    password_hash: string
    must_change: boolean
    changed_at: string
    former_hashes: Generated<string[]>
  }
  'people.person': {
    id: string
    name: string
    sign_in_name: string
    phone_sealed: string | null
    is_active: Generated<boolean>
    created_at: string
    created_by: string
    deactivated_at: string | null
    deactivated_by: string | null
  }
  'people.post': {
    id: string
    person_id: string
    unit_id: string
    role: string
    title: Generated<string>
    valid_from: string
    valid_until: string | null
    granted_at: string
    granted_by: string
    ended_at: string | null
    ended_by: string | null
    duty: GeneratedAlways<string>
  }
  'people.post_proposal': {
    id: string
    person_id: string
    unit_id: string
    role: string
    title: Generated<string>
    proposed_at: string
    proposed_by: string
    decided_at: string | null
    decided_by: string | null
    is_granted: boolean | null
  }
  'people.second_factor': {
    person_id: string
    secret_sealed: string
    created_at: string
    confirmed_at: string | null
    last_step: Generated<number>
    recovery_hashes: Generated<string[]>
  }
  'people.session': {
    id: string
    token_hash: Buffer
    person_id: string
    post_id: string | null
    stage: string
    created_at: string
    expires_at: string
    last_seen_at: string
    source: string | null
    user_agent: string | null
    ended_at: string | null
    ended_because: string | null
  }
  'people.setup_link': {
    token_hash: Buffer
    created_at: string
    expires_at: string
    used_at: string | null
  }
  'people.sign_in_lock': {
    kind: string
    key: string
    failures: number
    counted_since: string
    locked_until: string | null
  }
  'people.unit': {
    id: string
    code: string
    full_name: string
    short_name: string
    kind: string
    level: Generated<string>
    parent_id: string | null
    region_code: string | null
    sort_order: Generated<number>
    can_report: Generated<boolean>
    valid_from: string
    valid_until: string | null
    successor_id: string | null
    created_at: string
    created_by: string
    updated_at: string
  }
  'people.unit_name': {
    id: string
    unit_id: string
    name: string
    kind: string
    until: string | null
    learned_at: string
    learned_by: string
    learned_person: string | null
  }
  'kernel.audit': {
    id: GeneratedAlways<number>
    at: string
    actor_kind: string
    actor_person: string | null
    actor_post: string | null
    actor_label: string
    source: string | null
    action: string
    object: string | null
    succeeded: boolean
    detail: unknown
  }
}
