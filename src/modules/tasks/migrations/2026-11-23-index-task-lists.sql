-- Lists of one field or one action are read in the order in which they are shown.
drop index tasks.task_field;
create index task_field on tasks.task (field_name, due_on, id);
create index task_action on tasks.task (action_name, due_on, id);
create index task_progress on tasks.task (progress, id);
