/**
 * The one door to the database: PostgreSQL by an address, else PostgreSQL in the process with its files in a folder. Both are given
 * the same SQL, which PostgreSQL 15 must know, and answer with the same values: whole numbers are numbers, whatever their width.
 *
 * A string is refused when it holds a NUL, as PostgreSQL does: `stored-text.ts` writes any text so that it comes back as it was.
 */
import { openEmbedded } from './engines/embedded.ts';
import { openPostgres } from './engines/postgres.ts';

export { DatabaseUnreachable, isTaken } from './engines/failure.ts';

/** Parsed where it is read, by the file that owns the table. */
export type Row = Readonly<Record<string, unknown>>;

export interface Sql {
  /**
   * One statement, with its values as `$1`, `$2`, … `name`: of one that is asked very often, which a server plans once for each
   * connection; its columns must be named one by one, since they may not change while it is known.
   */
  query(text: string, values?: readonly unknown[], name?: string): Promise<readonly Row[]>;
  /** Several statements without values. */
  script(text: string): Promise<void>;
}

/** What it throws when the database does not answer is a `DatabaseUnreachable`: the same call may do later. */
export interface Database extends Sql {
  readonly engine: 'postgres' | 'embedded';
  /** For messages: host and name, never a password. */
  readonly name: string;
  /** All of it or nothing. Inside, only `sql` may be asked: the database itself would wait for the transaction's end. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
  /** Among all replicas one holds a name. Null: someone does, perhaps this process. Freed when its holder dies. */
  tryLock(name: string): Promise<Lock | null>;
  close(): Promise<void>;
}

export interface Lock {
  /** Aborted when the connection that held it broke: someone else may hold it by now. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Where the store is. */
export type StorePlace =
  | { readonly kind: 'postgres'; readonly url: string }
  /** A folder of Braid's own, for one process at a time. */
  | { readonly kind: 'folder'; readonly path: string };

/** The database as it is found; `migrate` brings its tables up to date. */
export async function openDatabase(place: StorePlace): Promise<Database> {
  switch (place.kind) {
    case 'postgres':
      return openPostgres(place.url);
    case 'folder':
      return openEmbedded(place.path);
  }
}
