import { looksSecret } from './secrets.ts';

/** Stands for a part of a path that looks like a credential. */
export const droppedPart = '…';

/**
 * The address of a server without anything that may be a credential: scheme, host and path, no user, query or fragment, and parts of
 * the path that look like a token replaced. Undefined where the text is no http or web-socket address.
 */
export function cleanAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  if (!/^(?:https?|wss?):$/.test(protocol) || host === '' || looksSecret(host)) return undefined;
  // Variables of a configuration, such as `${env:HOST}`, name nothing.
  if (/[{}$%]/.test(decode(host))) return undefined;
  const path = pathname
    .split('/')
    .map((part) => (isTelling(decode(part)) ? part : droppedPart))
    .join('/');
  return `${protocol}//${host}${path}`.slice(0, 300);
}

/** Addresses that lead to one place have one key: host and path, whatever the scheme, the case of the host and a slash at the end. */
export function addressKey(address: string): string {
  const { host, path } = splitAddress(address);
  return `${host}${path}`;
}

/** The host of an address in lower case. */
export function hostOf(address: string): string {
  return splitAddress(address).host;
}

/** A repository as `github.com/Owner/name`; undefined where the text names none, or what it names looks like a credential. */
export function readRepository(text: string): string | undefined {
  const bare = text
    .trim()
    .replace(/^(?:git\+)?(?:https?|ssh|git):\/\//i, '')
    .replace(/^(?:[^@/\s]*@)/, '')
    .replace(/^github:/, 'github.com/')
    .replace(/^gitlab:/, 'gitlab.com/')
    .replace(/^([a-z0-9.-]+\.[a-z]+):/i, '$1/')
    .replace(/[?#].*$/, '');
  const [first = '', second = '', third = ''] = bare.split('/');
  const [host, owner, name] = first.includes('.') ? [first, second, third] : ['github.com', first, second];
  const plain = name.replace(/@.*$/, '').replace(/\.git$/, '');
  const whole = `${host.toLowerCase()}/${owner}/${plain}`;
  return /^[a-z0-9.-]+$/i.test(host) &&
    /^[\w.-]+$/.test(owner) &&
    /^[\w.-]+$/.test(plain) &&
    !looksSecret(whole)
    ? whole
    : undefined;
}

/** Texts that name one repository have one key, whatever their form and case. */
export function repositoryKey(text: string): string | undefined {
  return readRepository(text)?.toLowerCase();
}

/** A part of a path that is an ordinary word or number, not a key in disguise. */
function isTelling(part: string): boolean {
  return part.length <= 40 && !looksSecret(part) && !/[{}$@:=]/.test(part) && !/\d{9}/.test(part);
}

function splitAddress(address: string): { readonly host: string; readonly path: string } {
  if (!URL.canParse(address)) return { host: '', path: address };
  const { host, pathname } = new URL(address.replace(/^ws/, 'http'));
  return {
    host: host.toLowerCase().replace(/:(?:80|443)$/, ''),
    path: pathname.replace(/\/+/g, '/').replace(/\/$/, ''),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
