/**
 * The closed vocabulary of the catalogue. Records, rules, pages, filters and the API use these words and no others.
 * Each table is rendered by the method guide, so a definition is written once.
 */

/** One entry of a vocabulary table: how it is shown and what it means. */
export interface Term {
  /** Shown to readers, sentence case. */
  readonly label: string;
  /** One or two full sentences that define the term. */
  readonly meaning: string;
}

/** What one call of a tool does, judged by the worst thing that one ordinary call can do. Later entries win over earlier ones. */
export const riskClasses = {
  read: {
    label: 'Read',
    meaning: 'Retrieves or computes and leaves no lasting change outside the caller’s own context.',
  },
  write: {
    label: 'Write',
    meaning:
      'Creates or changes something that lasts and that can be changed back or is merely added. Sending a message and issuing or resetting a credential belong here.',
  },
  execute: {
    label: 'Execute',
    meaning:
      'Runs code, a command, a query or a process whose effect is decided by an argument, not by the tool.',
  },
  destructive: {
    label: 'Destructive',
    meaning: 'Deletes, overwrites wholesale, revokes or irreversibly ends something that lasts.',
  },
  financial: {
    label: 'Financial',
    meaning: 'Moves or commits money or value: charges, refunds, pays, transfers, subscribes or orders.',
  },
  unknown: {
    label: 'Not classified',
    meaning: 'The definition does not let anybody decide. It is never replaced by a default.',
  },
} as const satisfies Record<string, Term>;

/** Id of a class. */
export type RiskClass = keyof typeof riskClasses;

/** How much a call matters. */
export const levels = {
  low: { label: 'Low', meaning: 'Nothing lasting changes and nothing private or hostile is brought in.' },
  medium: {
    label: 'Medium',
    meaning: 'Private or untrusted content is read, or something is changed that can be changed back.',
  },
  high: {
    label: 'High',
    meaning:
      'Secrets, access rights, people outside, production systems or limited deletion are within reach of one call.',
  },
  critical: {
    label: 'Critical',
    meaning: 'One call can destroy, spend or run anything, and nothing in the record limits it.',
  },
  unknown: { label: 'Not classified', meaning: 'The class is unknown, and so is the level.' },
} as const satisfies Record<string, Term>;

/** Id of a level. */
export type Level = keyof typeof levels;

/** How well the sources of a verdict agree. */
export const confidences = {
  high: {
    label: 'High',
    meaning: 'The name agrees with the description or the schema, or a person has reviewed the verdict.',
  },
  medium: { label: 'Medium', meaning: 'One source decides; the others are silent.' },
  low: { label: 'Low', meaning: 'Only weak words decide, or the sources disagree.' },
} as const satisfies Record<string, Term>;

/** Id of a confidence. */
export type Confidence = keyof typeof confidences;

/** The access that a tool gives. Exposure rules of attack patterns refer to these ids. */
export const capabilities = {
  'admin-permission-change': {
    label: 'Changes permissions',
    meaning: 'Changes roles, permissions or access rules.',
  },
  'browser-control': {
    label: 'Drives a browser',
    meaning: 'Navigates, clicks, types or runs scripts in a browser.',
  },
  'bulk-update': { label: 'Changes many objects', meaning: 'Changes many objects in one call.' },
  cicd: {
    label: 'Runs builds or deployments',
    meaning: 'Starts or changes builds, pipelines or deployments.',
  },
  'cloud-infra': {
    label: 'Touches cloud infrastructure',
    meaning: 'Reads or changes cloud, cluster, DNS or network resources.',
  },
  'config-write': {
    label: 'Changes configuration',
    meaning: 'Changes the configuration of an application or an agent.',
  },
  'credential-handling': { label: 'Handles credentials', meaning: 'Takes or returns credentials.' },
  'data-delete': { label: 'Deletes data', meaning: 'Deletes data.' },
  'database-query': { label: 'Queries a database', meaning: 'Runs a query against a database.' },
  'filesystem-read': { label: 'Reads files', meaning: 'Reads paths on a machine.' },
  'filesystem-write': { label: 'Writes files', meaning: 'Writes, moves or deletes paths on a machine.' },
  'key-issuance': { label: 'Issues keys', meaning: 'Creates keys, tokens or accounts.' },
  'key-rotation': { label: 'Rotates keys', meaning: 'Resets, rotates or revokes keys.' },
  'memory-write': { label: 'Writes agent memory', meaning: 'Changes an agent’s memory or knowledge base.' },
  'messaging-read': { label: 'Reads messages', meaning: 'Reads mail, chat, SMS, posts or comments.' },
  'messaging-send': { label: 'Sends messages', meaning: 'Sends mail, chat, SMS, posts or comments.' },
  'metered-api': { label: 'Costs money or quota', meaning: 'Each call costs money or quota.' },
  'model-sampling': {
    label: 'Asks the caller’s model',
    meaning: 'Asks the caller’s own model for a completion.',
  },
  'network-egress': {
    label: 'Reaches addresses',
    meaning: 'Fetches from or sends to an address given as an argument.',
  },
  payment: { label: 'Moves money', meaning: 'Moves money or value.' },
  'pii-read': { label: 'Reads personal data', meaning: 'Returns personal data.' },
  'repo-read': { label: 'Reads repositories', meaning: 'Reads source repositories.' },
  'repo-write': { label: 'Writes repositories', meaning: 'Changes source repositories.' },
  'schedule-webhook': {
    label: 'Schedules work',
    meaning: 'Sets up work that runs later, or registers a webhook.',
  },
  'secrets-read': {
    label: 'Returns secrets',
    meaning: 'Returns secrets, tokens, environment variables or credentials.',
  },
  'shell-exec': { label: 'Runs commands or code', meaning: 'Runs shell commands or code.' },
  'tool-metadata': { label: 'Concerns the tool listing', meaning: 'Concerns the tool listing itself.' },
  'untrusted-ingest': {
    label: 'Brings in untrusted text',
    meaning: 'Returns text that strangers can write, and that may instruct the model.',
  },
} as const satisfies Record<string, Term>;

/** Id of a capability. */
export type Capability = keyof typeof capabilities;

/** What a definition looks like, beyond the access it gives. */
export const flags = {
  bulk: {
    label: 'Bulk/mass operation, affects multiple targets',
    meaning: 'The record says that one call acts on many objects.',
  },
  'multi-action': {
    label: 'Several actions behind one name',
    meaning: 'An argument chooses among actions; the worst one is judged.',
  },
  'freeform-query': {
    label: 'Accepts freeform code/query input',
    meaning: 'An argument takes code, a command or a query.',
  },
  'raw-markup': {
    label: 'Accepts raw HTML/template content',
    meaning: 'An argument takes markup or a template.',
  },
  'url-input': { label: 'Accepts URL/endpoint input', meaning: 'An argument takes an address.' },
  'path-input': { label: 'Accepts file system path', meaning: 'An argument takes a path on a machine.' },
  'credential-input': {
    label: 'Handles credentials or secrets',
    meaning: 'An argument takes, or the result carries, a credential.',
  },
  'many-parameters': { label: 'High parameter count', meaning: 'The tool has 15 or more parameters.' },
  'undocumented-input': {
    label: 'Input is not documented',
    meaning: 'The record has no usable input schema.',
  },
  'no-description': {
    label: 'No description',
    meaning: 'The record has no description, or only repeats the name.',
  },
  'truncated-description': { label: 'Description is cut', meaning: 'The description ends in an ellipsis.' },
  'instructs-the-model': {
    label: 'Contains imperatives aimed at a model',
    meaning: 'The text tells the model what to do beyond describing the tool.',
  },
  'hidden-text': {
    label: 'Contains hidden characters',
    meaning: 'Zero-width, bidirectional, tag or control characters occur.',
  },
  'hints-absent': { label: 'No hints declared', meaning: 'None of the four behaviour hints is declared.' },
  'hint-conflict': {
    label: 'Declared hint contradicts the verdict',
    meaning: 'A declared hint differs from the assessed one.',
  },
  'admin-operation': {
    label: 'Admin/system-level operation',
    meaning: 'The record speaks of administrative access.',
  },
} as const satisfies Record<string, Term>;

/** Id of a flag. */
export type Flag = keyof typeof flags;

/** The four behaviour hints of the protocol, with the protocol's defaults, which are not statements by a vendor. */
export const hints = {
  readOnlyHint: { label: 'Read-only', meaning: 'The tool does not modify its environment.', default: false },
  destructiveHint: {
    label: 'Destructive',
    meaning: 'The tool may perform destructive updates.',
    default: true,
  },
  idempotentHint: {
    label: 'Idempotent',
    meaning: 'Repeating a call with the same arguments has no further effect.',
    default: false,
  },
  openWorldHint: {
    label: 'Open world',
    meaning: 'The tool interacts with entities outside a closed set.',
    default: true,
  },
} as const satisfies Record<string, Term & { readonly default: boolean }>;

/** Id of a hint. */
export type Hint = keyof typeof hints;

/** How tight a recommended policy is. */
export const presets = {
  strict: { label: 'Strict', meaning: 'For unattended agents: what is not needed is out of reach.' },
  recommended: {
    label: 'Recommended',
    meaning: 'Useful work goes on; the worst call does not happen unattended.',
  },
  permissive: { label: 'Permissive', meaning: 'For supervised sessions: loops are capped, little else.' },
} as const satisfies Record<string, Term>;

/** Id of a preset. */
export type Preset = keyof typeof presets;

/** What an attack pattern abuses. Only `tool` supports a claim about the access that a very tool gives. */
export const attackScopes = {
  tool: { label: 'The access a tool gives', meaning: 'The pattern abuses what this very tool can do.' },
  metadata: {
    label: 'The tool listing',
    meaning: 'The pattern abuses names, descriptions and schemas, so it is true of every tool.',
  },
  server: {
    label: 'The server',
    meaning: 'The pattern abuses a flaw in the server, its login or its transport.',
  },
  ecosystem: {
    label: 'The supply chain',
    meaning: 'The pattern abuses the way a server got onto a machine.',
  },
  process: {
    label: 'The people approving',
    meaning: 'The pattern abuses the attention of the people who approve calls.',
  },
} as const satisfies Record<string, Term>;

/** Id of an attack scope. */
export type AttackScope = keyof typeof attackScopes;

/** What kind of event an incident is. */
export const incidentKinds = {
  'in-the-wild': { label: 'In the wild', meaning: 'An adversary acted against real targets.' },
  accident: { label: 'Accident', meaning: 'An agent did harm without an adversary.' },
  demonstration: { label: 'Demonstrated', meaning: 'Researchers showed that it works.' },
  vulnerability: {
    label: 'Advisory',
    meaning: 'An advisory or a CVE record; no exploitation is established here.',
  },
} as const satisfies Record<string, Term>;

/** Id of an incident kind. */
export type IncidentKind = keyof typeof incidentKinds;

/** Kinds of control against an attack pattern. */
export const controlKinds = {
  deny: { label: 'Deny', meaning: 'The call is refused; the tool stays visible.' },
  hide: { label: 'Hide', meaning: 'The tool is removed from the list that the model sees.' },
  'argument-condition': {
    label: 'Argument condition',
    meaning: 'The call is allowed only with certain arguments.',
  },
  'rate-limit': { label: 'Rate limit', meaning: 'Only so many calls are allowed in a window.' },
  'human-approval': { label: 'Human approval', meaning: 'A person confirms each call.' },
  'egress-limit': { label: 'Egress limit', meaning: 'Only certain addresses can be reached.' },
  'pin-definition': {
    label: 'Pin the definition',
    meaning: 'A tool whose definition changes is no longer served.',
  },
  'server-allowlist': {
    label: 'Server allow-list',
    meaning: 'Only servers known by identity and version are registered.',
  },
  'output-filter': { label: 'Output filter', meaning: 'Results are inspected before the model sees them.' },
} as const satisfies Record<string, Term>;

/** Id of a control kind. */
export type ControlKind = keyof typeof controlKinds;

/** Kinds of rules about arguments that a recommended policy may hold. */
export const argumentRuleKinds = [
  'at-most',
  'below-folder',
  'at-host',
  'one-of',
  'reading-sql',
  'reason',
  'off',
] as const;

/** What a policy does against an attack pattern on one tool. */
export const effects = {
  stops: { label: 'Stops', meaning: 'The policy refuses every call that the pattern needs.' },
  limits: { label: 'Limits', meaning: 'The pattern works, but only so often in a window.' },
  'does-not-stop': { label: 'Does not stop', meaning: 'The policy lets the calls of the pattern pass.' },
  'out-of-sight': {
    label: 'Out of sight',
    meaning: 'The pattern does its work where a policy on calls does not look.',
  },
} as const satisfies Record<string, Term>;

/** Id of an effect. */
export type Effect = keyof typeof effects;

/**
 * Formats in which a recommended policy can be written, with the ending of their files. `src/domain/targets/` has a module for
 * each.
 */
export const policyFormats = {
  gateway: { extension: 'json' },
  'gateway-part': { extension: 'json' },
  'claude-code': { extension: 'json' },
  vscode: { extension: 'json' },
  cursor: { extension: 'json' },
  codex: { extension: 'toml' },
  gemini: { extension: 'toml' },
  openai: { extension: 'json' },
  'openai-agents': { extension: 'ts.txt' },
  anthropic: { extension: 'json' },
  toolhive: { extension: 'json' },
  agentgateway: { extension: 'yaml' },
  intercept: { extension: 'yaml' },
  agentcore: { extension: 'cedar' },
} as const;

/** Id of a format. */
export type PolicyFormat = keyof typeof policyFormats;

/** The ids of a vocabulary table, in its order, as the non-empty tuple that `z.enum` wants. */
export function idsOf<T extends Record<string, unknown>>(
  table: T,
): [keyof T & string, ...(keyof T & string)[]] {
  return Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
}
