import type { JsonObject } from '#schema/common.ts';

/** What an input schema says about an argument path. */
export type DeclaredArgument =
  /** Declared; `types` are its JSON types, undefined when the schema leaves them open. */
  | { readonly kind: 'declared'; readonly types: readonly string[] | undefined }
  /** The schema lists its fields, and this is none of them. */
  | { readonly kind: 'missing' }
  /** The schema does not settle it: references, alternatives, free-form objects. */
  | { readonly kind: 'open' };

/** Keywords through which an object may have fields that `properties` does not list. */
const openingKeywords = [
  '$ref',
  '$dynamicRef',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'then',
  'else',
  'patternProperties',
  'dependentSchemas',
  'unevaluatedProperties',
];

/** Keywords through which a type may be declared elsewhere. */
const typeKeywords = ['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf'];

/** Looks up `args.<field>…` in a tool's input schema, without claiming more than the schema says. */
export function lookUpArgument(inputSchema: JsonObject, path: string): DeclaredArgument {
  let node: unknown = inputSchema;
  for (const field of path.split('.').slice(1)) {
    if (!isObject(node)) return { kind: 'open' };
    const properties: unknown = own(node, 'properties');
    if (isObject(properties) && Object.hasOwn(properties, field)) node = properties[field];
    else return leavesOpen(node) ? { kind: 'open' } : { kind: 'missing' };
  }
  return { kind: 'declared', types: isObject(node) ? typesOf(node) : undefined };
}

function leavesOpen(node: JsonObject): boolean {
  if (openingKeywords.some((keyword) => isOpening(own(node, keyword)))) return true;
  if (isOpening(own(node, 'additionalProperties'))) return true;
  const types = typesOf(node);
  if (types !== undefined && !types.includes('object')) return false;
  return own(node, 'properties') === undefined && own(node, 'additionalProperties') !== false;
}

function isOpening(keyword: unknown): boolean {
  return keyword !== undefined && keyword !== false;
}

function typesOf(node: JsonObject): string[] | undefined {
  if (typeKeywords.some((keyword) => own(node, keyword) !== undefined)) return undefined;
  const type = own(node, 'type');
  if (typeof type === 'string') return [type];
  const isList = Array.isArray(type) && type.length > 0 && type.every((entry) => typeof entry === 'string');
  return isList ? type : undefined;
}

function own(node: JsonObject, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
