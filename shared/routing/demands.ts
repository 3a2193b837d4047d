/** Words that make a task harder, each in the group of what it demands. 1 is a hint, 2 hardly ever comes with an easy task. */
import { phraseBook } from './phrases.ts';

export const DEMANDS = ['reasoning', 'size', 'domain', 'context'] as const;
export type Demand = (typeof DEMANDS)[number];

export interface DemandSign {
  readonly demand: Demand;
  readonly weight: number;
}

/** What is demanded; weight; phrases. */
const TABLE = `
reasoning     | 2   | concurrent, concurrency, race condition, deadlock, lock free, thread safe, distributed,
                      consensus, architecture, migration, migrate, algorithm, security, vulnerability,
                      transaction, exactly once, idempotent, invariant, zero downtime, consistency, state
                      machine, root cause
reasoning     | 1   | design, redesign, performance, optimize, optimise, refactor, race, async, asynchronous,
                      parallel, retry, cache, invalidation, schema, atomic, edge case, trade off, investigate,
                      permission, authorization, authorisation, state, protocol, memory leak, flaky
size          | 2   | across codebase, whole codebase, entire codebase, across repository, whole repository,
                      all call site, every call site, everywhere, all module, every module, all package, every
                      package, all service, every service, rewrite, large scale, from scratch, end to end
size          | 1   | every, all, each, multiple, several, many, throughout, across, entire, whole, complete,
                      overhaul
domain        | 2   | crypto, cryptography, encryption, payment, billing, compiler, parser, type checker,
                      scheduler, garbage collector, kernel, oauth, single sign on, machine learning, query
                      planner, replication, crdt, time zone, accounting, ledger, tax, medical, real time
domain        | 1   | authentication, auth, database, sql, regex, currency, calendar, search index, websocket,
                      streaming, queue, graphql, grpc, accessibility, internationalization, localization,
                      unicode, money, invoice, audit, session, token
context       | 2   | backward compatible, backward compatibility, legacy, undocumented, without breaking,
                      reverse engineer, breaking change, public api
context       | 1   | existing, compatible, compatibility, deprecated, depend, convention, third party,
                      integrate, workaround, interoperate
`;

export const DEMAND_WORDS = phraseBook(TABLE, ([name, weight]): DemandSign => {
  const demand = DEMANDS.find(each => each === name);
  if (demand === undefined) throw new Error(`there is no demand "${name}"`);
  return { demand, weight: Number(weight) };
});
