/**
 * What words say about the kind of a task. The weights are tuned by hand on the first part of `test/routing/titles.txt`;
 * its other parts, which were not used for that, tell how well they carry over. Roughly: 4 and more names the kind
 * ("unit tests"), 3 is a verb that usually does, 1 to 2 is a hint that needs company. An imperative counts more where it
 * leads a sentence: "remove the button" is not "add a remove button".
 */
import { TASK_TYPES, type TaskType } from '../plan/plan.ts';
import { phraseBook } from './phrases.ts';

export interface Sign {
  /** Null: an expression that says nothing, though some word of it would. */
  readonly type: TaskType | null;
  readonly weight: number;
  /** The weight at the beginning of a sentence. */
  readonly leading: number;
}

/** Type, or `-` for none; weight; weight at the beginning of a sentence; phrases. */
const TABLE = `
testing       | 5   | 5   | add test, write test, create test, flaky test
testing       | 4   | 4   | unit test, integration test, end to end test, e2e test, regression test, smoke
                            test, contract test, snapshot test, acceptance test, property based test, load
                            test, performance test, stress test, ui test, component test, api test, test case,
                            test coverage, missing test, mutation testing, visual regression, e2e, end to end,
                            fuzz testing
testing       | 3   | 4   | test, flaky, coverage, untested
testing       | 2.5 | 3   | playwright, cypress, vitest, jest, pytest, junit, mocha, selenium, testcontainers,
                            fuzz
testing       | 1.6 | 3   | cover, assert, mock, stub, fixture, assertion, test data, golden file, test
                            double, spec, test harness, parametrize, simulate
documentation | 5   | 5   | fix typo, correct typo, fix spelling, fix grammar, write doc, proofread
documentation | 4   | 4   | doc, documentation, readme, changelog, docstring, jsdoc, javadoc, godoc, tsdoc,
                            rustdoc, tutorial, wiki, release note, user manual, user guide, migration guide,
                            upgrade guide, contributing guide, style guide, getting started, quickstart, adr,
                            architecture decision record, runbook, faq, cookbook, api reference, code comment,
                            inline comment, doc comment, handbook, post mortem, postmortem, usage example, how
                            to guide, help page, help text, documentation comment
documentation | 3   | 3.5 | typo, spelling, guide, broken link, how to, cheat sheet, glossary
documentation | 2   | 3   | description, badge, grammar, wording, troubleshooting, screenshot, diagram, *.md
documentation | 1.5 | 4.5 | document, explain
documentation | 1   | 3.5 | describe, clarify, comment, example, instruction, manual, outline
refactoring   | 3.5 | 5   | refactor, tech debt, technical debt, dead code, code smell
refactoring   | 2   | 4   | clean up, cleanup, deduplicate, dedupe, restructure, consolidate, get rid of,
                            decouple, encapsulate, modernize, modernise, tidy up, tidy, unify, reorganize,
                            reorganise, simplify, break up, untangle, disentangle, streamline
refactoring   | 1   | 4   | extract, rename, split, collapse, centralize, centralise, deprecate, pull,
                            modularize, modularise, pull out
refactoring   | 1   | 3   | rewrite, replace, swap, hide, turn, abstract, type, reuse, share, unwrap,
                            wrap, lint, optimize, optimise, speed up, reduce, normalize, standardize, merge
refactoring   | 0   | 3   | break
refactoring   | 0.5 | 3.5 | remove, delete, drop, move, convert, inline, isolate, hoist
refactoring   | 2   | 2   | unused, duplicate code, duplication, duplicate, copy paste, no longer used,
                            circular dependency, injectable, repository layer, service layer, abstraction,
                            interface, coupling, boilerplate, global state
refactoring   | 1   | 1   | legacy, dead, obsolete, redundant, magic number, readability, singleton, helper
bug-fixing    | 5   | 5   | hotfix, bugfix, bug fix, fix bug
bug-fixing    | 4   | 4   | crash, memory leak, deadlock, race condition, null pointer, off by one, infinite
                            loop, division by zero, not working, does nothing, does not work, stack overflow,
                            segfault, data loss
bug-fixing    | 2.5 | 3.5 | fix, bug, repair, patch
bug-fixing    | 3   | 3   | wrong, wrongly, incorrect, incorrectly, broken, fail, regression, leak, hang,
                            freeze, stuck, cannot, can't, doesn't, does not, isn't, not shown, unhandled,
                            corrupt, vulnerability, sql injection, script injection, flicker, overlap, lost,
                            twice, truncated, blank page, blank screen, white screen, logged out, at random,
                            randomly, too late, too early, out of sync, out of memory
bug-fixing    | 0.5 | 3   | resolve, correct, prevent, stop, avoid, guard, sanitize, sanitise
bug-fixing    | 1.5 | 1.5 | exception, failure, error, race, slow, late, jump, reject, missing, blank, when,
                            500, 404, undefined, nan, unexpected, mismatch, instead of, workaround, xss, csrf,
                            never, no longer, only first, ignore, timeout, stale, invalid, misaligned
prototyping   | 3.5 | 5   | playground, exploration, trial, prototype, proof of concept, poc, spike solution,
                            feasibility, mock up, mockup, wireframe
prototyping   | 2   | 4.5 | experiment, try out, explore, evaluate, sketch, find out, rough cut, rough,
                            feasible, research, mvp, throwaway, exploratory
prototyping   | 1   | 4   | spike, investigate, draft, demo, hack together, throw together, quick demo, first
                            version, try, compare, assess
general       | 0.5 | 1.5 | add, create, set up, setup, make, build, write, introduce, expose, wire up,
                            configure
general       | 1   | 2   | implement, support, enable, allow, integrate, feature, migrate, switch, let, show,
                            store, send
general       | 1   | 3   | upgrade, bump, release, dependency, provide, generate, accept, publish, track,
                            limit, enforce, require
general       | 0.5 | 1   | update, handle, change, improve, extend, use, log
-             | 0   | 0   | test pass, test must pass, test green, test stay green, test are green, run test,
                            existing test, all test, test runner, test environment, test user, error handling,
                            error message, error page, error code, error boundary, error mapping, feature
                            flag, bug report, bug tracker, doc build, doc site, doc generator, documentation
                            site, doc page
`;

export const LEXICON = phraseBook(TABLE, ([type = '', weight, leading]): Sign => {
  const named = TASK_TYPES.find(each => each === type) ?? null;
  return { type: named, weight: Number(weight), leading: Number(leading) };
});

/** What stands before the colon of a title, as in conventional commits, or in brackets: `docs: …`, `fix(cart): …`, `[Bug] …`. */
export const LABELS: ReadonlyMap<string, { readonly type: TaskType; readonly weight: number }> = new Map(
  (
    [
      ['testing', 6, 'test tests testing e2e qa'],
      ['documentation', 6, 'doc docs documentation adr'],
      ['refactoring', 6, 'refactor refactoring cleanup style perf'],
      ['bug-fixing', 6, 'fix bug bugfix hotfix regression'],
      ['prototyping', 6, 'spike poc prototype experiment research'],
      ['general', 5, 'feat feature build ci'],
      ['general', 2, 'chore deps'],
    ] as const
  ).flatMap(([type, weight, labels]) => labels.split(' ').map(label => [label, { type, weight }] as const)),
);
