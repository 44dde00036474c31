-- The plan's own facts and its reading are frozen like its measures.
create function plans.refuse_frozen_plan_change() returns trigger language plpgsql as $$
begin
  if old.frozen_at is null then
    return coalesce(new, old);
  end if;
  -- A plan that was sent back before its dispatch thaws; nothing else of it may change in the same breath.
  if tg_op = 'UPDATE' and new.frozen_at is null and new.text_digest is null
    and (to_jsonb(new) - 'frozen_at' - 'text_digest') = (to_jsonb(old) - 'frozen_at' - 'text_digest')
    and (select state from kernel.case where id = old.id) = 'reading' then
    return new;
  end if;
  if tg_op = 'UPDATE' and new is not distinct from old then
    return new;
  end if;
  raise exception 'the text of a confirmed plan is frozen' using errcode = 'insufficient_privilege';
end $$;
create trigger plan_frozen before update or delete on plans.plan
  for each row execute function plans.refuse_frozen_plan_change();
create trigger reading_frozen before insert or update or delete on plans.reading
  for each row execute function plans.refuse_frozen_change();

comment on column plans.plan.text_digest is 'SM3 over title, number, source text and measures as confirmed; set when frozen';
create index plan_file on plans.plan (file_sha256);
