import { lintPolicy } from '#domain/policy/lint.ts';
import { explainJson } from '../site-check/structure.ts';

/** What is wrong with a text as a policy document: what the schema refuses, and every error of lint. */
export function explainGateway(text: string): string[] {
  const broken = explainJson(text);
  return broken.length > 0 ? broken : explainDocument(JSON.parse(text));
}

/** What is wrong with a text as the part of a policy that is to be merged into another. */
export function explainGatewayPart(text: string): string[] {
  const broken = explainJson(text);
  if (broken.length > 0) return broken;
  const part: unknown = JSON.parse(text);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return ['The part is no object.'];
  const strange = Object.keys(part).filter((key) => key !== 'hide' && key !== 'tools');
  return [
    ...strange.map((key) => `The part has "${key}", which belongs to the reader's own document.`),
    ...explainDocument({ version: '1', default: 'allow', ...part }),
  ];
}

function explainDocument(document: unknown): string[] {
  return lintPolicy(document, {})
    .filter(({ severity }) => severity === 'error')
    .map(({ path, message, remedy }) => `${path === '' ? 'The top' : path}: ${message} ${remedy}`);
}
