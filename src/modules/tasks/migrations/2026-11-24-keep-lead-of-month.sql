-- A past month keeps also whom its bulletin named and the day that it measured by.
alter table tasks.month_light add lead_name text, add due_on date;
comment on column tasks.month_light.lead_name is 'Short name of the lead unit as it was then; absent in rows kept before this column';
comment on column tasks.month_light.due_on is 'Last day in time as it was then';
comment on column tasks.month_light.expected is '序时进度 on the last day of the month';
comment on column tasks.report.first_filed_on is 'Counts for lateness; neither a return nor a taking back makes a timely report late';
