import { z } from 'zod';
import { explainJsonShape } from './explain.ts';

/** The part of the settings of VS Code that a snippet may hold. */
const settingsSchema = z.strictObject({
  'chat.tools.eligibleForAutoApproval': z
    .record(z.string().min(1), z.boolean())
    .refine((entries) => Object.keys(entries).length > 0, 'must name a tool')
    .refine(namesBoth, 'must name a tool that asks as <server>/<tool> and as <tool> alone'),
});

/** What is wrong with a text as settings of VS Code, in full sentences; empty when nothing is. */
export function explainVscode(text: string): string[] {
  return explainJsonShape(text, settingsSchema);
}

/** Each of the two names of a tool is read somewhere, so an entry that makes VS Code ask must stand under both. */
function namesBoth(entries: Readonly<Record<string, boolean>>): boolean {
  const asked = Object.keys(entries).filter((name) => entries[name] === false);
  return asked.every(
    (name) =>
      (name.includes('/') && asked.includes(name.slice(name.indexOf('/') + 1))) ||
      asked.some((other) => other.endsWith(`/${name}`)),
  );
}
