import { compareText } from '#domain/catalogue.ts';
import type { Attack } from '#schema/attack.ts';
import { idsOf, type IncidentKind, incidentKinds } from '#schema/vocabulary.ts';

/** An incident as a pattern records it. */
export type Incident = Attack['incidents'][number];

/** Something that happened, with the patterns that record it. */
export interface DocumentedEvent {
  readonly incident: Incident;
  readonly attacks: readonly Attack[];
}

/**
 * What happened, oldest first. Two patterns record the same event when day, kind and CVE id (or else the source) agree; it is
 * counted once, in the words of the first pattern by id.
 */
export function collectEvents(attacks: readonly Attack[]): DocumentedEvent[] {
  const events = new Map<string, { incident: Incident; attacks: Attack[] }>();
  for (const attack of attacks.toSorted((a, b) => compareText(a.id, b.id))) {
    for (const incident of attack.incidents) {
      const { date, kind, cve, url } = incident;
      const key = `${date} ${kind} ${cve ?? url}`;
      const known = events.get(key);
      if (known === undefined) events.set(key, { incident, attacks: [attack] });
      else if (!known.attacks.includes(attack)) known.attacks.push(attack);
    }
  }
  return [...events.values()].sort(
    (a, b) => compareText(a.incident.date, b.incident.date) || compareText(a.incident.url, b.incident.url),
  );
}

/** How many events there are of each kind. */
export function countKinds(events: readonly DocumentedEvent[]): Readonly<Record<IncidentKind, number>> {
  const counts = Object.fromEntries(idsOf(incidentKinds).map((kind) => [kind, 0])) as Record<
    IncidentKind,
    number
  >;
  for (const { incident } of events) counts[incident.kind] += 1;
  return counts;
}
