import { type CapabilityRule, changing } from './rule.ts';

const keyNoun = String.raw`(?:api[ -]?|access[ -]?|secret[ -]?|client[ -]|service[ -]|ssh |deploy |personal access )?(?:keys?\b(?! (?:value|word|point|frame|press|board|name|result|finding|feature|concept|event|metric|pair))|tokens?\b(?! (?:count|usage|limit|budget|price|contract|holder|swap|address))|credentials?\b|service accounts?\b|client registrations?\b|client secrets?\b)`;
const credentialNoun = String.raw`(?:api|access|secret|private|auth\w*|bearer|client|refresh|admin)[ _-]?(?:keys?|tokens?|secrets?)\b|\bpasswords?\b|\bcredentials?\b|\bconnection strings?\b`;
const issue = String.raw`(?:create|generate|issue|mint|provision|register|add)`;
const rotate = String.raw`(?:reset|rotate|regenerate|revoke|renew|roll|invalidate|expire)`;

/** Rules about keys, tokens, passwords and secrets. */
export const credentialRules: readonly CapabilityRule[] = [
  {
    id: 'issues-key',
    capability: 'key-issuance',
    when: 'a verb of creation acts on a key, token or service account',
    classes: ['write', 'execute'],
    name: new RegExp(String.raw`\b${issue} (?:\w+ ){0,2}${keyNoun}`),
    description: new RegExp(
      String.raw`\b${issue}(?:s|d|ing)?\s+(?:an? |the )?(?:new |client-scoped |scoped |additional )*(?:\w+ )?${keyNoun}|\breturns? (?:\w+ ){0,2}credentials for the new\b`,
      'i',
    ),
    context: /\b(?:api|access|secret|client|service|personal|auth\w*|bearer|key|credential|tokens?\b)/i,
    unless:
      /\b(?:solana|erc-?\d+|spl token|blockchain|nft|wallet|liquidity|tokenomics|design tokens?|max tokens|push tokens?)\b/i,
  },
  {
    id: 'rotates-key',
    capability: 'key-rotation',
    when: 'a verb of reset, rotation, revocation or deletion acts on a key, token, secret, grant or password',
    classes: changing,
    name: new RegExp(
      String.raw`\b(?:${rotate} (?:\w+ ){0,2}(?:${keyNoun}|passwords?\b|signing secret|secrets?\b|(?:oauth )?grants?\b|all sessions)|(?:delete|remove) (?:\w+ ){0,2}${keyNoun}$|key delete$|logout all)`,
    ),
    description: new RegExp(
      String.raw`\b${rotate}(?:s|d|ing)?(?:\/\w+)?\s+(?:an? |the |all )?(?:[\w'’-]+ ){0,3}(?:${keyNoun}|passwords?\b|signing secret)`,
      'i',
    ),
    unless: /\b(?:mapping|list of)\b/i,
  },
  {
    id: 'names-credential',
    capability: 'credential-handling',
    when: 'name or first sentence speak of keys, tokens, passwords or credentials that the tool takes or returns',
    name: new RegExp(
      String.raw`\b(?:${credentialNoun}|logs? ?in\b|(?:create|update|set|put|add) secrets?|cookies?\b|storage state)`,
    ),
    lead: new RegExp(String.raw`\b(?:${credentialNoun}|configured token|cookies?\b)`, 'i'),
    description:
      /\b(?:the|returned|new) (?:api |access )?(?:key|token|password|secret) is (?:only )?(?:shown|returned|displayed)/i,
    classes: ['write', 'execute'],
  },
  {
    id: 'returns-credential',
    capability: 'credential-handling',
    when: 'a reading tool gets keys, tokens, passwords or cookies',
    classes: ['read'],
    parameter: /^(?:reveal|show_?secrets?|include_?secrets?|decrypt|unmask)/i,
    name: /\b(?:get|list|read|fetch|retrieve|show|cookie) (?:\w+ ){0,2}(?:api keys?|keys|api tokens?|access tokens?|credentials|secrets?|passwords?|get|list)$|\bcookies?\b|\blog ?in\b/,
    context: /\b(?:api[ _-]?keys?|tokens?|credentials?|secrets?|passwords?|cookies?)\b/i,
    unless: /\bnames?\b|\bmapping\b|\bschemas?\b/i,
  },
  {
    id: 'takes-credential',
    capability: 'credential-handling',
    when: 'a parameter takes a credential',
    parameter:
      /^(?:.*[_-])?(?:api_?key|access_?token|auth_?token|bearer_?token|password|passwd|client_?secret|secret_?key|private_?key|credentials?|connection_?string|webhook_?token)$|^token$/i,
  },
  {
    id: 'returns-secret',
    capability: 'secrets-read',
    when: 'a reading tool returns environment variables, secrets, keys or credentials',
    classes: ['read'],
    name: /\b(?:env|env vars?(?: list| get)?|environment variables?|secrets?|credentials?|passwords?|kubeconfig|connection string|api tokens?|publishable keys?|cookies?|cookie (?:get|list))\b/,
    lead: /\b(?:all environment variables|environment variables (?:of|for|in)|(?:gets?|lists?|returns?|retrieves?|fetch(?:es)?|reads?|reveals?|shows?)\s+(?:\w+ ){0,4}(?:secrets?|credentials|passwords|api keys|api tokens|access tokens|connection strings?|kubeconfig|cookies)\b|connection uri|as a kubeconfig|kubeconfig (?:yaml|content|file))/i,
    parameter: /^(?:reveal|show_?secrets?|include_?secrets?|decrypt|unmask)/i,
    unless:
      /\b(?:mapping|lists? all api keys from|names?|count|environments|credential lists?|schemas?|secret scanning|scopes for|(?:config|merging)\b.*environment variables)\b/i,
  },
  {
    id: 'with-secrets',
    capability: 'credential-handling',
    when: 'the tool returns secrets or issues keys',
    follows: ['secrets-read', 'key-issuance'],
  },
  {
    id: 'reads-vault',
    capability: 'secrets-read',
    when: 'a reading tool of a password or secret store returns its items',
    classes: ['read'],
    setting: /\b(?:bitwarden|1password|lastpass|keeper|dashlane|hashicorp vault|infisical|doppler)\b/,
    unlessName:
      /\b(?:org|organization|groups?|members?|polic(?:y|ies)|events?|status|folders?|collections?|projects?|environments?|device|sync|generate|template|fingerprint)\b/,
  },
];
