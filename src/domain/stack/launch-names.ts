import { readRepository } from './addresses.ts';
import { looksSecret } from './secrets.ts';

/** What a server is started from, without anything that may be a credential. Absent is not known. */
export interface Launch {
  /** `npm:<name>`, `pypi:<name>` or `jsr:<name>`, without the version. */
  readonly package?: string;
  /** Version or tag of the package or image, where it is a plain one. */
  readonly version?: string;
  /** Container image without tag, such as `ghcr.io/owner/name`. */
  readonly image?: string;
  /** Address of a hosted server: scheme, host and path only. */
  readonly url?: string;
  /** Repository, as `github.com/Owner/name`. */
  readonly repository?: string;
  /** Module that Python runs: near to the name of a package, and not always it. */
  readonly module?: string;
  /** Name of the program, without its folder. */
  readonly command?: string;
  /** Package of the program that passes calls on to `url`, or to what the other fields name. */
  readonly bridge?: string;
}

/** What a text that stands where a package is expected names: a package, or a repository. */
export function readSpecifier(text: string, registry: 'npm' | 'pypi' | 'jsr'): Launch {
  if (/^(?:git[+:@]|github:|gitlab:|https?:|ssh:)/.test(text)) {
    const repository = readRepository(text);
    return repository === undefined ? {} : { repository };
  }
  // What npm takes as `owner/name` is a repository on GitHub.
  if (registry === 'npm' && /^[\w.-]+\/[\w.-]+$/.test(text) && !text.startsWith('.')) {
    return looksSecret(text) ? {} : { repository: `github.com/${text}` };
  }
  const match = (registry === 'pypi' ? pythonPackage : nodePackage).exec(text);
  const name = match?.groups?.['name'];
  if (name === undefined || looksSecret(name)) return {};
  const written = registry === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;
  return { package: `${registry}:${written}`, ...plainVersion(match?.groups?.['version']) };
}

/** A container image: its name without tag and digest. */
export function readImage(text: string): Launch {
  const match =
    /^(?<name>(?:[a-z0-9.-]+(?::\d{1,5})?\/)?[a-z0-9._/-]{1,150}?)(?::(?<version>[\w.-]+))?(?:@sha256:[0-9a-f]+)?$/.exec(
      text,
    );
  const name = match?.groups?.['name'];
  if (name === undefined || looksSecret(name)) return {};
  return {
    image: name.replace(/^(?:docker\.io\/)?(?:library\/)?/, ''),
    ...plainVersion(match?.groups?.['version']),
  };
}

/** The package that a file below `node_modules` belongs to. */
export function packageOfPath(path: string): Launch {
  const parts = path.split(/[\\/]+/);
  const at = parts.lastIndexOf('node_modules');
  if (at === -1) return {};
  const [first = '', second = ''] = parts.slice(at + 1);
  return readSpecifier(first.startsWith('@') ? `${first}/${second}` : first, 'npm');
}

const nodePackage = /^(?<name>(?:@[a-z0-9~][\w.~-]{0,80}\/)?[a-z0-9~][\w.~-]{0,100})(?:@(?<version>.*))?$/i;
const pythonPackage =
  /^(?<name>[a-z0-9][\w.-]{0,100})(?:\[[\w,\s.-]*\])?(?:\s*(?:@|[=~]=)\s*(?<version>[^\s]*)|\s*[<>!].*)?$/i;

function plainVersion(text: string | undefined): Pick<Launch, 'version'> {
  return text !== undefined &&
    /^(?:v?\d{1,6}(?:\.\d{1,8}){0,3}(?:-(?:alpha|beta|rc|next)(?:\.\d{1,4})?)?|latest|next|beta|canary)$/.test(
      text,
    )
    ? { version: text }
    : {};
}
