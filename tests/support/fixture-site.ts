import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '#scripts/lib/settings.ts';

/** The records that the fixture site is built from. */
export const fixtureCatalogue = path.join(projectRoot, 'tests/fixtures/catalogue');

/** Address for which the fixture site is built; nothing is ever asked of it. */
const siteUrl = 'https://catalogue.example';

/** A built site on disk. */
export interface FixtureSite extends Disposable {
  readonly directory: string;
  /** Path of the site on its host, with slashes at both ends. */
  readonly basePath: string;
}

/** The fixture site for the root of a host: the one that `FIXTURE_SITE` names, or one that is built now and removed on disposal. */
export function openFixtureSite(): FixtureSite {
  return openSite(process.env['FIXTURE_SITE'], '/');
}

/** The same for a sub-folder of a host: `FIXTURE_SITE_BELOW`, built for `FIXTURE_BASE_PATH`. */
export function openFixtureSiteBelow(): FixtureSite {
  return openSite(process.env['FIXTURE_SITE_BELOW'], process.env['FIXTURE_BASE_PATH'] ?? '/catalogue/');
}

/** The variables with which the build is run: none of the test runner's, which the bundler would take for its own. */
export function buildEnvironment(
  contentDir: string,
  outDir: string,
  basePath: string,
): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    CONTENT_DIR: contentDir,
    OUT_DIR: outDir,
    BASE_PATH: basePath,
    SITE_URL: siteUrl,
    ASTRO_TELEMETRY_DISABLED: '1',
  };
}

/** Paths of the files of a folder, relative to it and with slashes, in a fixed order. */
export function listFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name)))
    .toSorted();
}

/** The text of a file of a site, by its address on the host: `/tools/` is the page of that folder. */
export function readAddress({ directory, basePath }: FixtureSite, address: string): string {
  const within = decodeURI(address).slice(basePath.length);
  const file = within === '' || within.endsWith('/') ? `${within}index.html` : within;
  return readFileSync(path.join(directory, file), 'utf8');
}

function openSite(built: string | undefined, basePath: string): FixtureSite {
  if (built !== undefined && built !== '')
    return { directory: built, basePath, [Symbol.dispose]: () => undefined };
  const folder = mkdtempSync(path.join(tmpdir(), 'fixture-site-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const directory = path.join(folder, 'site');
  try {
    execFileSync(process.execPath, [path.join(projectRoot, 'scripts/build.ts')], {
      cwd: projectRoot,
      env: buildEnvironment(fixtureCatalogue, directory, basePath),
      stdio: 'pipe',
    });
  } catch (error) {
    remove();
    throw error;
  }
  return { directory, basePath, [Symbol.dispose]: remove };
}
