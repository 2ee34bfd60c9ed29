import type { Server } from '#schema/server.ts';

/** Under which id and name a server is recorded. */
export interface Identity {
  readonly id: string;
  readonly name: string;
}

/**
 * Id and name for a package: those of the record that has this package; else the words of its name without "mcp" and
 * "server", or of its scope when nothing is left. Throws when several records fit, or the id is taken by something else.
 */
export function identifyPackage(
  packageName: string,
  wanted: Partial<Readonly<Record<'id' | 'name', string | undefined>>>,
  records: readonly Server[],
): Identity {
  if (wanted.id !== undefined) return identify(wanted.id, wanted.name, records);
  const own = records.filter(({ source }) => source.package === packageName);
  if (own.length > 1) {
    throw new Error(
      `The package ${packageName} has several records: ${own.map(({ id }) => id).join(', ')}.\nName one of them with --id.`,
    );
  }
  const [record] = own;
  if (record) return { id: record.id, name: wanted.name ?? record.name };
  const id = packageId(packageName);
  refuseTaken(id, packageName, records);
  return identify(id, wanted.name, records);
}

/** Id and name for a server under a key of a configuration. Throws when the key has no letter or digit. */
export function identifyKey(key: string, records: readonly Server[]): Identity {
  const id = toId(key);
  if (id === '') {
    throw new Error(`The key ${JSON.stringify(key)} makes no id.\nGive it a letter or a digit.`);
  }
  return identify(id, /[A-Z\s]/.test(key) ? key.trim() : undefined, records);
}

/** A name for an id that was given: the wanted one, that of the record, or the words of the id. */
export function identify(id: string, name: string | undefined, records: readonly Server[]): Identity {
  return { id, name: name ?? records.find((record) => record.id === id)?.name ?? toName(id) };
}

/** Throws when an id that was found by rule already belongs to a record of something else. */
export function refuseTaken(id: string, packageName: string | undefined, records: readonly Server[]): void {
  const taken = records.find((record) => record.id === id);
  if (taken && taken.source.package !== packageName) {
    throw new Error(
      `The id "${id}" belongs to the record of ${taken.source.package ?? taken.name}.\nGive another one with --id.`,
    );
  }
}

function packageId(packageName: string): string {
  const [, scope = '', own = ''] = /^(?:@([^/]+)\/)?(.+)$/.exec(packageName) ?? [];
  const words = toId(own)
    .split('-')
    .filter((word) => word !== 'mcp' && word !== 'server');
  return words.length > 0 ? words.join('-') : toId(scope) || toId(own);
}

function toId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');
}

function toName(id: string): string {
  return id
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join(' ');
}
