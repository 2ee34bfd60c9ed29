import {
  type Capability,
  type Level,
  type PolicyFormat,
  policyFormats,
  type Preset,
  type RiskClass,
} from '#schema/vocabulary.ts';

/** Addresses of everything on the site. Each ends in `/` or names a file, and honours the base path. */
export interface Urls {
  readonly home: string;
  readonly tools: string;
  readonly servers: string;
  readonly attacks: string;
  readonly guides: string;
  readonly changes: string;
  readonly search: string;
  readonly tester: string;
  readonly stack: string;
  readonly compare: string;
  readonly about: string;
  readonly attribution: string;
  readonly accuracy: string;
  readonly statistics: string;
  readonly capabilities: string;
  readonly apiIndex: string;
  readonly searchIndex: string;
  readonly tool: (id: string) => string;
  readonly server: (id: string) => string;
  readonly attack: (id: string) => string;
  /** Page of a public framework, by its slug. */
  readonly framework: (slug: string) => string;
  readonly guide: (id: string) => string;
  readonly level: (level: Level) => string;
  readonly class: (riskClass: RiskClass) => string;
  readonly capability: (id: Capability) => string;
  /** Page `number` of a list, the first being the list itself. */
  readonly page: (list: string, number: number) => string;
  /** What changed on one server. */
  readonly changesOf: (serverId: string) => string;
  readonly apiChanges: string;
  readonly apiServer: (id: string) => string;
  /** What a browser needs to find servers, and of each server to judge and compare its tools: without definitions. */
  readonly profiles: string;
  readonly profile: (serverId: string) => string;
  /** Badge of a server: the drawing, or the answer for the endpoint badge of Shields. */
  readonly badge: (serverId: string, kind: 'svg' | 'json') => string;
  /** Image that networks show beside a link: that of a level, or of the site. */
  readonly preview: (of: Level | 'site') => string;
  /** The attack patterns as one file for programs, for a spreadsheet, or for the ATLAS Navigator. */
  readonly attackData: (name: 'attacks.json' | 'attacks.csv' | 'attacks.atlas-layer.json') => string;
  readonly apiSchema: (
    name: 'index' | 'server' | 'policy' | 'changes' | 'attacks' | 'profiles' | 'profile',
  ) => string;
  /** Raw policy file of a tool (`<server>/<slug>`) or a server (`<server>`). */
  readonly policyFile: (id: string, preset: Preset, target: PolicyFormat) => string;
  /** A path of `site.yaml` such as `/guides/`, or a full address as it is. */
  readonly own: (href: string) => string;
}

/** The addresses under a base path, which begins and ends with a slash. */
export function createUrls(base: string): Urls {
  const root = base.endsWith('/') ? base : `${base}/`;
  return {
    home: root,
    tools: `${root}tools/`,
    servers: `${root}servers/`,
    attacks: `${root}attacks/`,
    guides: `${root}guides/`,
    changes: `${root}changes/`,
    search: `${root}search/`,
    tester: `${root}tester/`,
    stack: `${root}stack/`,
    compare: `${root}compare/`,
    about: `${root}about/`,
    attribution: `${root}attribution/`,
    accuracy: `${root}accuracy/`,
    statistics: `${root}statistics/`,
    capabilities: `${root}capabilities/`,
    apiIndex: `${root}api/v1/index.json`,
    searchIndex: `${root}search-index/`,
    tool: (id) => `${root}tools/${id}/`,
    server: (id) => `${root}servers/${id}/`,
    attack: (id) => `${root}attacks/${id}/`,
    framework: (slug) => `${root}attacks/frameworks/${slug}/`,
    guide: (id) => `${root}guides/${id}/`,
    level: (level) => `${root}risk/${level}/`,
    class: (riskClass) => `${root}class/${riskClass}/`,
    capability: (id) => `${root}capabilities/${id}/`,
    page: (list, number) => (number === 1 ? list : `${list}page/${number.toString()}/`),
    changesOf: (serverId) => `${root}changes/${serverId}/`,
    apiChanges: `${root}api/v1/changes.json`,
    apiServer: (id) => `${root}api/v1/servers/${id}.json`,
    profiles: `${root}api/v1/profiles.json`,
    profile: (serverId) => `${root}api/v1/profiles/${serverId}.json`,
    badge: (serverId, kind) => `${root}api/v1/badges/${serverId}.${kind}`,
    preview: (of) => `${root}preview/${of}.png`,
    attackData: (name) => `${root}api/v1/${name}`,
    apiSchema: (name) => `${root}api/v1/schema/${name}.json`,
    policyFile: (id, preset, target) => `${root}api/v1/policies/${policyFileName(id, preset, target)}`,
    own: (href) => (href.startsWith('/') ? `${root}${href.slice(1)}` : href),
  };
}

/** File of a policy below `api/v1/policies/`: the recommended gateway document has the plain name. */
export function policyFileName(id: string, preset: Preset, target: PolicyFormat): string {
  if (preset === 'recommended' && target === 'gateway') return `${id}.json`;
  return `${id}.${preset}.${target}.${policyFormats[target].extension}`;
}

/** The addresses of the pages that are being rendered. Outside of Astro there is no base path to know: use `createUrls`. */
export const urls: Urls = createUrls((import.meta as Partial<ImportMeta>).env?.BASE_URL ?? '/');
