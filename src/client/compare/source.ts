import type { ApiProfile, ApiProfiles } from '#schema/api-profiles.ts';

/** The files that comparisons are made from. Each is asked for once; one that could not be had is asked for again. */
export interface Source {
  readonly list: () => Promise<ApiProfiles>;
  /** The profile of one server of the list. */
  readonly profile: (address: string) => Promise<ApiProfile>;
}

/** Makes the source from the address of the list of profiles. The files are those of this very build, so they are not checked again. */
export function openSource(address: string): Source {
  const asked = new Map<string, Promise<unknown>>();
  const get = (from: string): Promise<unknown> => {
    const known = asked.get(from);
    if (known) return known;
    const answer = fetchJson(from);
    asked.set(from, answer);
    answer.catch(() => asked.delete(from));
    return answer;
  };
  return {
    list: () => get(address) as Promise<ApiProfiles>,
    profile: (from) => get(from) as Promise<ApiProfile>,
  };
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be loaded: status ${String(response.status)}.`);
  return response.json();
}
