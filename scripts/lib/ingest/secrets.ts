/** Where credentials may come from. */
export interface Given {
  /** Variables of the server, by name. */
  readonly env?: Readonly<Record<string, string>>;
  /** HTTP headers, by name. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Words of a command. */
  readonly words?: readonly string[];
  /** Address of a server. */
  readonly url?: string;
  /** Other values, of which nothing is known but what they look like. */
  readonly values?: readonly string[];
}

/**
 * The parts of what a server was started with that must never be recorded: whatever has the name of a credential, looks
 * like a credential or an account id, or, in variables and headers, is neither a word nor a path, address or number.
 */
export function findSecrets({ env = {}, headers = {}, words = [], url, values = [] }: Given): string[] {
  const named = [...Object.entries(env), ...Object.entries(headers)];
  const found = [
    ...named.flatMap(([name, value]) => (isCredentialName(name) ? splitValue(value) : [])),
    ...[...named.map(([, value]) => value), ...values].flatMap((value) =>
      splitValue(value).filter((part) => looksSecret(part) || (part.length >= 6 && !isPlain(part))),
    ),
    ...[...words, ...values, ...Object.values(env), ...(url === undefined ? [] : [url])].flatMap(
      secretsInUrl,
    ),
    ...secretsInWords(words),
  ];
  return [...new Set(found)].filter(
    (secret) => secret.length > 3 && !/^\d{1,5}$/.test(secret) && !ordinaryWords.has(secret.toLowerCase()),
  );
}

/** Whether a text has the look of a credential, an account id or the address of a person. */
export function looksSecret(text: string): boolean {
  return secretLooks.some(({ test }) => test(text));
}

/** The address without user, password, and whatever in its path and query looks or is named like a credential. */
export function hideUrlSecrets(url: string): string {
  const hidden = new URL(url);
  hidden.username = '';
  hidden.password = '';
  hidden.hash = '';
  const secrets = secretsInUrl(url);
  hidden.pathname = hidden.pathname
    .split('/')
    .map((part) => (secrets.includes(decode(part)) ? hiddenPart : part))
    .join('/');
  for (const [name, value] of [...hidden.searchParams])
    if (secrets.includes(value)) hidden.searchParams.set(name, hiddenPart);
  return hidden.href;
}

/** Stands in an address for what was taken out; nothing that a URL would have to escape. */
export const hiddenPart = 'redacted';

/** Words that say nothing about a machine or its owner, wherever they are found. */
export const ordinaryWords: ReadonlySet<string> = new Set(
  `root user users node admin administrator ubuntu debian runner build builder home host local localhost server client
  test tests guest docker vagrant jenkins true false null none default debug info warn warning error production
  development staging stdio http https json bearer basic token`.split(/\s+/),
);

/** What credentials and account ids look like. */
const secretLooks: readonly { readonly id: string; readonly test: (text: string) => boolean }[] = [
  { id: 'hexadecimal', test: (text) => /^(?:0x)?[0-9a-f]{16,}$/i.test(text) && /\d/.test(text) },
  { id: 'uuid', test: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) },
  {
    id: 'prefix',
    test: (text) =>
      /^(?:(?:sk|pk|rk|whsec|ghp|gho|ghu|ghs|ghr|github_pat|glpat|npm|hf|shpat|dop_v1|secret|ntn|lin_api|tvly|fc|xox[a-z]|xapp|key|pat)[-_.]|AKIA|ASIA|AIza|ya29\.|eyJ|SG\.)(?=[\w.-]*[\dA-Z])[\w.+/=-]{8,}$/.test(
        text,
      ),
  },
  { id: 'sid', test: (text) => /^(?:AC|SK|MG|PN|VA)[0-9a-f]{16,}$/i.test(text) },
  { id: 'e-mail', test: (text) => /^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i.test(text) },
  {
    id: 'chance',
    test: (text) =>
      /^[\w+/=.~-]{16,}$/.test(text) &&
      // Names are made of words and numbers; keys mix letters and digits.
      text.split(/[-_./=~+]/).some((part) => /^(?=.*\d)(?=.*[a-z]).{5,}$/i.test(part)) &&
      !/^[./~]|^--?[a-z]|\.[a-z]{2,4}$|\d+\.\d+\.\d+/i.test(text) &&
      entropyOf(text) >= 3.5,
  },
];

/** Whether a value is a word, a list of words, a path, an address, an option or a number: nothing that gives access. */
function isPlain(text: string): boolean {
  return (
    /^(?:--?)?[a-z]+$/i.test(text) ||
    /^[\d.,:_-]+$/.test(text) ||
    /^(?:\.{0,2}\/|~|[a-z]:[\\/])/i.test(text) ||
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ||
    /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?$/i.test(text) ||
    /^v?\d+(?:\.\d+)+$/.test(text) ||
    /^[\w.+-]+\/[\w.+*-]+$/.test(text)
  );
}

function isCredentialName(name: string): boolean {
  return /key|token|secret|passw|passphrase|credential|authorization|cookie|(?:^|[_-])(?:auth|pat|sid|pwd)$/i.test(
    name,
  );
}

/** A value as a whole, and the parts of it that a server may repeat alone: `Bearer <token>`, `a=b; c=d`. */
function splitValue(value: string): string[] {
  const whole = value.trim();
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(whole)) return [];
  const parts = whole.split(/[\s;,]+|(?<=^[\w-]+)=/).filter((part) => part !== '');
  return parts.length > 1 ? parts.filter((part) => !/^(?:bearer|basic|token)$/i.test(part)) : parts;
}

function secretsInWords(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const option = /^--?([a-z0-9_.-]+)(?:=(.*))?$/is.exec(word);
    const value = option?.[2];
    const looks = (value ?? word).split(/[\s,;=]+/).filter(looksSecret);
    if (!option || !isCredentialName(option[1] ?? '')) return looks;
    if (value !== undefined) return [value, ...looks];
    const next = words[index + 1];
    return next === undefined || next.startsWith('-') ? looks : [next, ...looks];
  });
}

/** Passwords, and whatever in path and query looks or is named like a credential; nothing in a text that is no address. */
function secretsInUrl(text: string): string[] {
  const address = /[a-z][a-z0-9+.-]*:\/\/\S+/i.exec(text)?.[0];
  if (address === undefined || !URL.canParse(address)) return [];
  const { username, password, pathname, searchParams } = new URL(address);
  return [
    ...(password === '' ? [] : [password, decode(password)]),
    ...(looksSecret(decode(username)) ? [decode(username)] : []),
    ...pathname.split('/').map(decode).filter(looksSecret),
    ...[...searchParams].flatMap(([name, value]) =>
      isCredentialName(name) || looksSecret(value) ? [value] : [],
    ),
  ].filter((secret) => secret !== '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shannon entropy in bits for each character: words of a language stay below 3.5 at this length, keys above. */
function entropyOf(text: string): number {
  const counts = Map.groupBy(text, (character) => character);
  return [...counts.values()].reduce((sum, { length }) => {
    const share = length / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}
