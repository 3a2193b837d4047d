/** A database that counts what it is asked, and how many rows it answers. */
import type { Database, Row } from '../../../app/store/database.ts';

export interface CountedDatabase extends Database {
  questions: number;
  rows: number;
}

export function counted(database: Database): CountedDatabase {
  const counting: CountedDatabase = {
    ...database,
    ...{ questions: 0, rows: 0 },
    query: async (text: string, values?: readonly unknown[]): Promise<readonly Row[]> => {
      const rows = await database.query(text, values);
      counting.questions += 1;
      counting.rows += rows.length;
      return rows;
    },
  };
  return counting;
}
