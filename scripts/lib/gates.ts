import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './settings.ts';

/** One program that a gate runs, with the pinned Node. */
export interface Command {
  /** Path of the script within the project, and its arguments. */
  readonly script: readonly [string, ...string[]];
  /** Variables in addition to those of the process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** One condition that a change must meet. */
export interface Gate {
  readonly id: string;
  /** What holds when the gate is passed. */
  readonly title: string;
  /** Commands, run in order until one fails. */
  readonly commands: (folders: Folders) => readonly Command[];
  /** Folders that must have the same files with the same bytes when the commands have run. */
  readonly identical?: (folders: Folders) => readonly [string, string];
  /** A project of the test runner: its tests are counted one by one. Other gates count as one. */
  readonly project?: string;
  /** Gates that must have passed, because this one uses what they make. */
  readonly needs?: readonly string[];
  /** Gates that must have ended, when they are run at all, because that one writes the types that Astro generates. */
  readonly after?: readonly string[];
}

/** Where gates leave what other gates look at. All are below one temporary folder. */
export interface Folders {
  /** The fixture catalogue, built for the root of a host. */
  readonly site: string;
  /** The same, built once more. */
  readonly again: string;
  /** The same, built for `fixtureBasePath`. */
  readonly below: string;
  /** The real catalogue. */
  readonly catalogue: string;
}

/** Base path of the fixture site that is built for a sub-folder of a host. */
export const fixtureBasePath = '/catalogue/';

/** The folders of a run, below its temporary folder. */
export function nameFolders(temporary: string): Folders {
  const below = (name: string): string => path.join(temporary, name);
  return { site: below('site'), again: below('again'), below: below('below'), catalogue: below('catalogue') };
}

const syncTypes: Command = { script: ['node_modules/astro/bin/astro.mjs', 'sync', '--silent'] };

/** Everything that must hold, in the order in which it is reported. */
export const gates: readonly Gate[] = [
  {
    id: 'types',
    title: 'types agree',
    commands: () => [
      { script: ['node_modules/astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'] },
      { script: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'] },
    ],
  },
  {
    id: 'format',
    title: 'files are formatted',
    commands: () => [{ script: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] }],
  },
  {
    id: 'lint',
    title: 'code obeys the rules',
    commands: () => [
      // Rules that ask for types need those that Astro generates.
      ...(existsSync(path.join(projectRoot, '.astro/types.d.ts')) ? [] : [syncTypes]),
      { script: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
    ],
    after: ['types'],
  },
  { id: 'records', title: 'records are valid', commands: () => [{ script: ['scripts/validate.ts'] }] },
  { id: 'unit', title: 'functions behave', commands: () => [runProject('unit')], project: 'unit' },
  {
    id: 'components',
    title: 'components render',
    commands: () => [runProject('components')],
    project: 'components',
  },
  {
    id: 'fixture',
    title: 'fixture builds, twice the same',
    commands: ({ site, again, below }) => [
      buildFixture(site, '/'),
      buildFixture(again, '/'),
      buildFixture(below, fixtureBasePath),
    ],
    identical: ({ site, again }) => [site, again],
    after: ['types'],
  },
  {
    id: 'catalogue',
    title: 'the real catalogue builds',
    commands: ({ catalogue }) => [{ script: ['scripts/build.ts'], env: { OUT_DIR: catalogue } }],
    after: ['types'],
  },
  {
    id: 'site',
    title: 'the built site is sound',
    commands: (folders) => [runProject('site', nameSites(folders))],
    project: 'site',
    needs: ['fixture'],
  },
  {
    id: 'browser',
    title: 'the site works in a browser',
    // A browser waits as often as it works, so two share two cores well.
    commands: (folders) => [runProject('browser', nameSites(folders), ['--maxWorkers', '2'])],
    project: 'browser',
    needs: ['fixture'],
  },
];

/** The gates with these ids and those that they need; all when none is named. Throws when an id is unknown. */
export function selectGates(ids: readonly string[], table: readonly Gate[] = gates): readonly Gate[] {
  const unknown = ids.filter((id) => !table.some((gate) => gate.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `There is no gate ${unknown.join(', ')}. Gates: ${table.map(({ id }) => id).join(', ')}.`,
    );
  }
  if (ids.length === 0) return table;
  const selected = new Set(ids);
  // A set visits what is added while it is walked, so needs of needs are found, too.
  for (const id of selected)
    table.find((gate) => gate.id === id)?.needs?.forEach((need) => selected.add(need));
  return table.filter(({ id }) => selected.has(id));
}

/** The variables by which the tests of the site and of the browser find what was built. */
function nameSites({ site, below }: Folders): Record<string, string> {
  return { FIXTURE_SITE: site, FIXTURE_SITE_BELOW: below, FIXTURE_BASE_PATH: fixtureBasePath };
}

function runProject(
  project: string,
  env: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Command {
  return { script: ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...options], env };
}

function buildFixture(outDir: string, basePath: string): Command {
  const contentDir = path.join(projectRoot, 'tests/fixtures/catalogue');
  const env = {
    CONTENT_DIR: contentDir,
    OUT_DIR: outDir,
    BASE_PATH: basePath,
    SITE_URL: 'https://catalogue.example',
  };
  return { script: ['scripts/build.ts'], env };
}
