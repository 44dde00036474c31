create index case_list_due on kernel.case (workflow, due_on, id);
create index case_list_state on kernel.case (workflow, state, due_on, id);
create index case_list_light on kernel.case (workflow, light, due_on, id);
create index case_list_updated on kernel.case (workflow, updated_at, id);
