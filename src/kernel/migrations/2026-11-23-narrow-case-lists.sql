-- With the state in it, cases of one light in several states are counted without a look at their rows.
drop index kernel.case_list_light;
create index case_list_light on kernel.case (workflow, light, due_on, id) include (state);
