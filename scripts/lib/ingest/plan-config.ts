import type { Server } from '#schema/server.ts';
import type { ConfiguredServer } from './config-file.ts';
import { identifyKey, refuseTaken, type Identity } from './identity.ts';
import type { Origin } from './job.ts';
import { readNpx } from './npx.ts';
import type { IngestOptions } from './options.ts';
import type { PlanContext, Step } from './plan.ts';

/**
 * What to do about one entry of a configuration. An entry that starts a package with npx is captured as the package: its
 * install scripts do not run, and the record names the exact version. `alone` says that the file has no other entry.
 */
export function planConfigured(
  server: ConfiguredServer,
  alone: boolean,
  { options, records }: PlanContext,
): Step {
  const { key, disabled, fault, missing, ignored } = server;
  const fail = (reason: string): Step => ({ kind: 'fail', omission: { id: key, reason } });
  if (disabled) return { kind: 'skip', omission: { id: key, reason: 'it is disabled in the file' } };
  if (fault !== undefined) return fail(`its entry is not understood: ${fault}`);
  if (missing.length > 0) {
    const names = missing.map((name) => `--env ${name}=…`).join(' ');
    return fail(`it needs ${missing.join(', ')}, which nobody gave; add ${names}`);
  }
  if (server.url !== undefined && !URL.canParse(server.url)) return fail('its url is no full address');
  try {
    const servers = records.map((record) => record.server);
    const { origin, packageName } = originOf(server, options);
    const identity = identifyEntry(key, packageName, servers);
    const shown = ignored.join(' and ');
    return {
      kind: 'job',
      job: {
        ...identity,
        origin,
        given: options.given,
        // A variable for one server is none of the business of another.
        env: { ...(alone ? withoutNames(options.env, server.used) : {}), ...server.env },
        madeUp: [],
        values: server.values,
        fromRecord: false,
      },
      remarks: shown === '' ? [] : [`${key}: the file sets ${shown}, which a capture does not follow.`],
    };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** What fills in a placeholder is no variable of the server, unless the entry says so. */
function withoutNames(
  env: Readonly<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}

function originOf(
  { words = [], url, headers }: ConfiguredServer,
  { allowScripts }: IngestOptions,
): { readonly origin: Origin; readonly packageName?: string } {
  if (url !== undefined) return { origin: { kind: 'http', url, headers } };
  const npx = readNpx(words);
  if (!npx) return { origin: { kind: 'stdio', words } };
  return { origin: { kind: 'npm', ...npx, allowScripts }, packageName: npx.spec.name };
}

/** The only record of the same package keeps its id, whatever the key; otherwise the key gives it. */
function identifyEntry(key: string, packageName: string | undefined, records: readonly Server[]): Identity {
  const own = records.filter(({ source }) => packageName !== undefined && source.package === packageName);
  const [record] = own;
  if (record && own.length === 1) return { id: record.id, name: record.name };
  const identity = identifyKey(key, records);
  if (packageName !== undefined) refuseTaken(identity.id, packageName, records);
  return identity;
}
