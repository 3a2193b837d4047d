/** How far GitHub's list of deliveries was looked through, and what in it never came. */
import type { Migration } from './migrations.ts';

export const LOOKS: Migration = {
  name: 'looks',
  text: `
create table looks (
  id integer primary key check (id = 1),
  begun_at bigint not null,
  complete_at bigint not null
);
insert into looks select 1, max(received_at), max(received_at) from deliveries having count(*) > 0;
create table missed (
  delivery text primary key,
  attempt bigint not null,
  times integer not null default 0,
  asked_at bigint not null default 0,
  noted_at bigint not null
);
`,
};
