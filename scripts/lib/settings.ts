import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a build reads from, where it writes to, and under which address the result will be published. */
export interface Settings {
  /** Absolute path of the project. */
  readonly root: string;
  /** Absolute path of the records: `CONTENT_DIR`, or `content`. */
  readonly contentDir: string;
  /** Absolute path of the result: `OUT_DIR`, or `dist`. */
  readonly outDir: string;
  /** Origin such as `https://example.org`, from `SITE_URL`; undefined leaves it to `content/site.yaml`. */
  readonly siteUrl: string | undefined;
  /** Path of the site on its host, from `BASE_PATH` or the path of `SITE_URL`: begins and ends with a slash. */
  readonly basePath: string;
}

/** The variables that a build obeys. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Absolute path of the project, found from where this file lies. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Reads the settings of a build from the environment; relative paths count from the project. Throws one error that names every wrong variable. */
export function readSettings(env: Environment, root: string = projectRoot): Settings {
  const siteUrl = parseSiteUrl(env['SITE_URL']);
  const basePath = parseBasePath(env['BASE_PATH'], env['SITE_URL']);
  const problems = [siteUrl, basePath].flatMap((parsed) => ('problem' in parsed ? [parsed.problem] : []));
  if ('problem' in siteUrl || 'problem' in basePath) throw new Error(problems.join('\n'));
  return {
    root,
    contentDir: path.resolve(root, env['CONTENT_DIR'] || 'content'),
    outDir: path.resolve(root, env['OUT_DIR'] || 'dist'),
    siteUrl: siteUrl.value,
    basePath: basePath.value,
  };
}

/** The settings as variables again, for the Astro configuration and the content loader, which read the environment. */
export function toEnvironment({ contentDir, siteUrl, basePath }: Settings): Record<string, string> {
  return { CONTENT_DIR: contentDir, BASE_PATH: basePath, SITE_URL: siteUrl ?? '' };
}

type Parsed<T> = { readonly value: T } | { readonly problem: string };

function parseSiteUrl(given: string | undefined): Parsed<string | undefined> {
  if (!given) return { value: undefined };
  const url = URL.parse(given);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return { problem: `SITE_URL is "${given}", which is no web address. Write it like https://example.org` };
  }
  if (url.search !== '' || url.hash !== '') {
    return { problem: `SITE_URL is "${given}". Leave out what follows the path.` };
  }
  return { value: url.origin };
}

/** The path of the site: `BASE_PATH`, or else the path of `SITE_URL`. Two that differ are refused. */
function parseBasePath(given: string | undefined, siteUrl: string | undefined): Parsed<string> {
  const own = joinSegments(given);
  const implied = joinSegments(siteUrl ? URL.parse(siteUrl)?.pathname : undefined);
  if (own === undefined || implied === undefined) {
    return {
      problem: `${own === undefined ? `BASE_PATH is "${given}"` : `The path of SITE_URL is "${siteUrl}"`}. Write a path of letters, digits, dots, dashes and underscores, such as /catalogue/`,
    };
  }
  if (own !== '/' && implied !== '/' && own !== implied) {
    return {
      problem: `BASE_PATH is ${own}, and the path of SITE_URL is ${implied}. Say one of them, or the same twice.`,
    };
  }
  return { value: own === '/' ? implied : own };
}

function joinSegments(path: string | undefined): string | undefined {
  const segments = (path ?? '').split('/').filter((segment) => segment !== '');
  const valid = segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(segment));
  if (!valid) return undefined;
  return segments.length === 0 ? '/' : `/${segments.join('/')}/`;
}
