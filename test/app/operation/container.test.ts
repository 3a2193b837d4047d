/** The files for containers, read and not run: there is no Docker where the tests run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { VARIABLES } from '../../../app/variables.ts';
import { ROOT } from '../../docs/book.ts';

const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
const lines = text
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'));
const compose = z
  .object({
    services: z.object({
      braid: z.object({
        stop_grace_period: z.string(),
        ports: z.array(z.string()),
        init: z.boolean(),
        environment: z.record(z.string(), z.string()),
      }),
      database: z.object({ image: z.string(), environment: z.record(z.string(), z.string()) }),
    }),
  })
  .parse(parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')));

function said(word: string): readonly string[] {
  return lines.filter(line => line.startsWith(`${word} `)).map(line => line.slice(word.length + 1).trim());
}

test('every image has its version, and all stages the same Node', () => {
  const images = said('FROM').map(each => each.split(' ')[0]);
  expect(images.length).toBe(2);
  expect(new Set(images).size).toBe(1);
  expect(images[0]).toMatch(/^node:24\.\d+\.\d+-/);
  expect(compose.services.database.image).toMatch(/^postgres:15\.\d+-/);
});

test('it runs as nobody special, brings git, and is looked after', () => {
  expect(said('USER')).toEqual(['node']);
  expect(text).toMatch(/apt-get install .*\bgit\b/);
  expect(said('HEALTHCHECK')[0]).toContain('/healthz');
});

test('what it starts is JSON, so that signals reach it, and the variables that it sets are known', () => {
  expect(z.array(z.string()).parse(JSON.parse(said('CMD')[0] ?? ''))[0]).toBe('node');
  const set = said('ENV').flatMap(line => line.split(' ').map(each => each.split('=')[0] ?? ''));
  expect(set.filter(name => name !== 'NODE_ENV' && !(name in VARIABLES))).toEqual([]);
});

test('it is reached by a proxy on the same machine alone, and has the time that it takes to stop', () => {
  expect(compose.services.braid.ports).toEqual(['127.0.0.1:3000:3000']);
  const seconds = Number.parseInt(compose.services.braid.stop_grace_period, 10);
  expect(seconds).toBeGreaterThan(Number(VARIABLES.BRAID_STOP_SECONDS.preset.replaceAll('`', '')));
});

test('what belongs to the containers is set there, whatever is in `.env`, and the database takes any password', () => {
  const { braid, database } = compose.services;
  const password = database.environment.POSTGRES_PASSWORD ?? '';
  expect(braid.environment).toEqual({
    ...{ DATABASE_URL: 'postgres://braid@database:5432/braid', PGPASSWORD: password },
    ...{ BRAID_DATA: said('VOLUME')[0], HOST: '0.0.0.0', PORT: said('EXPOSE')[0] },
  });
  expect(braid.init).toBe(true);
});

test('what is copied from stage to stage was made there', () => {
  const made = ['package.json', 'node_modules', 'dist'];
  const copied = said('COPY').filter(each => each.startsWith('--from='));
  expect(copied).toEqual(made.map(name => expect.stringMatching(`^--from=build /braid/${name} `)));
  expect(said('CMD')[0]).toContain('dist/app/index.js');
});
